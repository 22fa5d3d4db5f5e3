import { expect, test } from 'vitest'
import { readTable } from '#domain/text/readTable.ts'
import { answersIn, read } from './sample.ts'

test.each<[string, string]>([
  ['headings over values', 'Công chức\tViên chức\tNgười lao động\n61\t5\t9'],
  ['labels beside values', 'Số công chức\t61\nSố viên chức\t5\nSố người lao động\t9'],
  ['labels beside values, two of them', 'Số công chức\t61\nSố viên chức\t5\nlao động 9'],
  ['a column of running numbers, with headings', 'TT\tNội dung\tSố liệu\r\n1\tSố công chức\t61\r\n2\tSố viên chức\t5\r\n3\tSố người lao động\t9'],
  ['a column of running numbers alone', '1\tSố công chức\t61\n2\tSố viên chức\t5\n3\tSố người lao động\t9'],
])('a table pasted from a sheet: %s', (_, pasted) => {
  expect(answersIn(read(1, readTable(pasted)))).toEqual({ 'civil-servants': 61, 'public-employees': 5, 'workers': 9 })
})

test('what is no table stays as it is', () => {
  for (const text of ['công chức 61, viên chức 5', 'ưu điểm:\tđoàn kết', 'a\tb\nc\td\ne', '']) expect(readTable(text)).toBe(text)
})
