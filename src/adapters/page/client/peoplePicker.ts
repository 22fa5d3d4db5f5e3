import { byId, element } from './element.ts'
import { ROLE_ORDER, roleName, word } from './words.ts'

/** A person as the server lists them. */
export interface Person {
  id: string
  aadObjectId: string
  name: string
  roles: { role: string; unit: string; unitName: string }[]
}

/** The person whom no directory knows: what a stranger is told belongs to the product too. */
export function stranger(): Person {
  return { id: 'nguoi-la', aadObjectId: '00000000-0000-4000-8000-000000000000', name: word('stranger'), roles: [] }
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

/** Initials for a round mark: of the unit's proper name where there is one. */
export function initials(person: Person): string {
  const words = (person.roles[0]?.unitName ?? person.name).split(/[\s-]+/).filter(part => /^\p{Lu}/u.test(part) && !/^(VKSND|TP|Viện|Vụ)$/u.test(part))
  return (words.length > 0 ? words : person.name.split(/\s+/)).slice(-2).map(part => part[0] ?? '').join('').toUpperCase()
}

/** What a person does and where, in one line; what their name says already is not repeated. */
export function posts(person: Person): string {
  return person.roles.flatMap(({ role, unitName }) => {
    const name = person.name.toLowerCase()
    const parts = [roleName(role), unitName].filter(part => part && !name.includes(part.toLowerCase()))
    return parts.length > 0 ? [parts.join(' · ')] : []
  }).join('; ')
}

/** How a person is called under their role's heading: people named by their post are told apart by the unit alone. */
function shortName(person: Person): string {
  const post = person.roles.length === 1 ? person.roles[0] : undefined
  return post?.unitName && person.name.endsWith(`, ${post.unitName}`) ? post.unitName : person.name
}

/** The list of people: searched without regard to diacritics, grouped by role. */
export interface PeoplePicker {
  show(people: readonly Person[], chosen: string | undefined): void
}

/** Puts the list into the page; `onChoose` gets whoever is picked. */
export function createPeoplePicker(onChoose: (person: Person) => void): PeoplePicker {
  const search = byId<HTMLInputElement>('people-search')
  const list = byId('people-list')
  let people: readonly Person[] = []
  let chosen: string | undefined

  function choice(person: Person): HTMLElement {
    const called = shortName(person)
    const note = person.id === stranger().id ? word('strangerNote') : called === person.name ? posts(person) : ''
    const button = element('button', { type: 'button', class: 'person', title: person.name, 'aria-pressed': String(person.id === chosen) },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person)),
      element('span', { class: 'person-words' }, element('span', { class: 'person-name' }, called), note ? element('span', { class: 'person-note' }, note) : null))
    button.addEventListener('click', () => onChoose(person))
    return element('li', {}, button)
  }

  function draw(): void {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean)
    const found = people.filter(person => {
      const all = fold(`${person.name} ${posts(person)} ${person.roles.map(role => role.unitName).join(' ')} ${person.id}`)
      return wanted.every(part => all.includes(part))
    })
    const roles = [...new Set([...ROLE_ORDER, ...found.flatMap(person => person.roles[0]?.role ?? []), ''])]
    const groups = roles.flatMap(role => {
      const members = found.filter(person => (person.roles[0]?.role ?? '') === role)
      if (members.length === 0) return []
      return [element('section', {}, element('h3', {}, `${role === '' ? word('others') : roleName(role)} (${members.length})`), element('ul', {}, ...members.map(person => choice(person))))]
    })
    const unknown = element('section', {}, element('ul', {}, choice(stranger())))
    list.replaceChildren(...(groups.length > 0 ? groups : [element('p', { class: 'note' }, word('nobody'))]), ...(wanted.length === 0 ? [unknown] : []))
  }

  search.addEventListener('input', draw)
  return {
    show(all, who) {
      people = all
      chosen = who
      draw()
    },
  }
}
