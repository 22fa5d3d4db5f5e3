import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { benchLegal, legalTable } from '../bench/legal.ts'
import { readLegalSet } from '../bench/legalSet.ts'
import { testFolder } from '../testFolder.ts'

const law = (number: string) => ({ number, articles: [{ number: '1', text: 'Trồng cây\n\nMỗi nhà trồng một cây bưởi trước sân.' }, { number: '2', text: 'Nuôi cá\n\nAo làng nuôi cá chép, mỗi năm thả hai lần.' }] })
const alqac = [{ id: 'Luật Ao', articles: [{ id: '1', text: 'Tát ao\n\nCả làng tát ao vào cuối đông.' }] }]

it('a set of legal questions is read in both layouts, repeated documents once, and measured beside two others', async () => {
  const folder = await testFolder()
  await writeFile(join(folder, 'a.json'), JSON.stringify({ documents: [law('1/2030/QĐ-A'), law('Quyết định về cây và cá')] }))
  await writeFile(join(folder, 'b.json'), JSON.stringify(alqac))
  await writeFile(join(folder, 'q.json'), JSON.stringify({ questions: [{ id: '1', text: 'nhà trồng cây gì trước sân', answers: ['Quyết định về cây và cá#1'] }] }))
  await writeFile(join(folder, 'r.json'), JSON.stringify([
    { question_id: 'x', text: 'khi nào làng tát ao', relevant_articles: [{ law_id: 'Luật Ao', article_id: '1' }] }, { question_id: 'y', text: 'Khi nao lang tat ao', relevant_articles: [{ law_id: 'Luật Ao', article_id: '1' }] },
    { question_id: 'z', text: 'không có trong bộ', relevant_articles: [{ law_id: 'Luật Khác', article_id: '9' }] },
  ]))
  const set = await readLegalSet(folder)
  expect([...set.merged]).toEqual([['Quyết định về cây và cá', '1/2030/QĐ-A']])
  expect(set.questions.map(({ text, answers }) => [text, answers])).toEqual([['nhà trồng cây gì trước sân', ['1/2030/QĐ-A#1']], ['khi nào làng tát ao', ['Luật Ao#1']]])
  const measured = await benchLegal(folder)
  expect(measured).toMatchObject({ articles: 3, merged: 1 })
  const whole = measured.rows.filter(({ cut }) => cut === null)
  expect(whole.map(({ engine, recall1, mrr10 }) => [engine, recall1, mrr10])).toEqual([['qcdc', 1, 1], ['plain BM25', 1, 1], ['MiniSearch', 1, 1]])
  expect(legalTable(measured)).toContain('3 articles, 1 repeated documents merged, 2 questions')
})
