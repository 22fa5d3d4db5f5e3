import { readFileSync, readdirSync } from 'node:fs'
import { fill } from '#domain/form/fill.ts'
import type { FillContext, Filled } from '#domain/form/fill.ts'
import type { Answer, Answers, Form } from '#domain/form/form.ts'
import { judge } from '#domain/form/judge.ts'
import { fieldsOnPage } from '#domain/form/pages.ts'
import { parseForms } from '#domain/form/parseForm.ts'
import { fromIso } from '#domain/time/instant.ts'

export const FORMS_DIR = new URL('../../data/forms/', import.meta.url)

/** The committed forms, read as the service reads them. */
export const forms = parseForms(readdirSync(FORMS_DIR).filter(name => name.endsWith('.json')).map(name => ({ name, json: JSON.parse(readFileSync(new URL(name, FORMS_DIR), 'utf8')) as unknown })))

export const six: Form = forms.get('so-ket-6-thang')!
export const WINDOW = { from: '2025-12-01', to: '2026-05-31' }
export const AT = fromIso('2026-06-10T09:00')!

/** Reads a message as the filing dialog does: the page asked, and its first required field still open. */
export function read(page: number, text: string, answers: Answers = {}, more: Partial<FillContext> = {}, form = six): Filled {
  const missing = judge(form, answers, { window: WINDOW }).missing
  const field = missing.find(id => fieldsOnPage(form, page, answers).some(each => each.id === id))
  return fill(form, text, { page, ...(field ? { field } : {}), answers, at: AT, window: WINDOW, ...more })
}

/** The answers a reading found, repairs included. */
export function answersIn(filled: Filled): Record<string, Answer> {
  return Object.fromEntries([...filled.found, ...filled.repairs].map(({ field, value }) => [field, value]))
}

/** A whole six-month report in typed messages without diacritics, one for each page. */
export const TYPED = [
  'cong chuc 45, vien chuc 3, nguoi lao dong 4, don vi truc thuoc 5, cong doan co, ttnd co',
  'da ban hanh 12 van ban, to chuc 2 hoi nghi va 1 toa dam voi 340 luot nguoi du, sao gui 3 lan, kien toan bcd: khong',
  'chuyen de: dan chu trong tuyen dung va bo nhiem; so van ban 12/KH-VKS ngay 15/1/2026; hinh thuc hoi nghi, sao gui; ket qua: 45 nguoi tham du, 100% ky cam ket\nnoi dung cong khai 8, cong khai bang niem yet va website, dung han: co',
  'hoi nghi ngay 20/1/2026, tong so 52, trieu tap 50, co mat 48, tan thanh 47, danh gia nghi quyet: co',
  'du thao 4, y kien 30, tiep thu 22, giai trinh 8; giam sat 2, kien nghi 5, da giai quyet 5, khong co qua han',
  'kiem tra 2 cuoc, tu kiem tra 3 cuoc tai 5 don vi, vi pham khong co, kien nghi 1\nIII.7: ky truoc chuyen sang 2 don, moi nhan 5, da giai quyet 6, con ton 1',
  'ky cuong: chap hanh tot, khong ai bi ky luat\ncai cach hanh chinh: giam 3 thu tuc noi bo\nkhen thuong 2 tap the va 7 ca nhan',
  'uu diem: noi bo doan ket, 2 hoi nghi deu dung han; han che: cong khai co luc cham; nguyen nhan khach quan: it nguoi; nguyen nhan chu quan: chua don doc kip thoi; bai hoc: lam som, kiem tra thuong xuyen; phuong huong: mo 2 hoi nghi trong quy 3',
]
