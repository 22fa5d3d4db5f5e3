import { phrase, plain } from './phrase.ts'

/** Answers about the regulations. */
export const regulations = {
  answer: phrase<{ cited: string; quote: string; inForce: boolean }>(
    p => `**${p.cited}**${p.inForce ? '' : ' (không còn hiệu lực vào ngày hỏi)'}\n${p.quote}`,
    p => `**${p.cited}**${p.inForce ? '' : ' (not in force on the day asked about)'}\n${p.quote}`,
  ),
  digest: plain('Đây là bản tóm lược của trợ lý, không phải nguyên văn.', 'This is the assistant’s digest, not the wording of the text.'),
  caution: phrase<{ text: string }>(p => `Lưu ý: ${p.text}`, p => `Note: ${p.text}`),
  notInForce: phrase<{ document: string; by: string | null }>(
    p => `${p.document} không còn hiệu lực vào ngày hỏi${p.by ? `; đã được thay bằng ${p.by}` : ''}.`,
    p => `${p.document} was not in force on the day asked about${p.by ? `; replaced by ${p.by}` : ''}.`,
  ),
  guidance: phrase<{ day: string; source: string }>(p => `Hướng dẫn của Tổ Thư ký ngày ${p.day}${p.source ? ` (${p.source})` : ''}; không phải quy định của pháp luật.`, p => `Guidance by the secretariat of ${p.day}${p.source ? ` (${p.source})` : ''}; not law.`),
  noSuchPlace: phrase<{ cited: string }>(p => `Văn bản hiện có không có ${p.cited}.`, p => `The text at hand has no ${p.cited}.`),
  noText: phrase<{ document: string }>(p => `Tôi mới chỉ có thông tin chung của ${p.document}, chưa có nội dung.`, p => `I know only the particulars of ${p.document}, not its text.`),
  also: phrase<{ places: string }>(p => `Liên quan: ${p.places}.`, p => `See also: ${p.places}.`),
  unanswered: plain('Tôi chưa tìm thấy quy định trả lời chắc chắn câu này.', 'I found no provision that surely answers this.'),
  nearest: phrase<{ lines: string }>(p => `Gần nhất là:\n${p.lines}`, p => `The nearest are:\n${p.lines}`),
  nothingNear: plain('Anh/chị có thể hỏi rõ hơn, hoặc gửi câu hỏi cho Tổ Thư ký.', 'Please ask more precisely, or put the question to the secretariat.'),
  wholeArticle: plain('Cả điều', 'Whole article'),
  before: plain('Điều trước', 'Article before'),
  after: plain('Điều sau', 'Next article'),
  notIt: plain('Chưa đúng ý', 'Not what I meant'),
  askPeople: plain('Hỏi Tổ Thư ký', 'Ask the secretariat'),
  read: phrase<{ cited: string }>(p => `Xem ${p.cited}`, p => `Read ${p.cited}`),
  article: phrase<{ cited: string; heading: string; under: string; text: string; digest: boolean }>(
    p => `**${p.cited}. ${p.heading}**${p.under ? `\n${p.under}` : ''}\n${p.text}${p.digest ? '\n(Bản tóm lược, không phải nguyên văn.)' : ''}`,
    p => `**${p.cited}. ${p.heading}**${p.under ? `\n${p.under}` : ''}\n${p.text}${p.digest ? '\n(A digest, not the wording of the text.)' : ''}`,
  ),
  parts: {
    part: { vi: 'Phần', en: 'Part' },
    chapter: { vi: 'Chương', en: 'Chapter' },
    section: { vi: 'Mục', en: 'Section' },
    subsection: { vi: 'Tiểu mục', en: 'Subsection' },
  },
  gone: plain('Không tìm thấy điều này trong các văn bản hiện có.', 'This article is not among the texts at hand.'),
  sorry: plain('Cảm ơn anh/chị đã cho biết. Anh/chị hỏi lại cụ thể hơn, hoặc chuyển câu hỏi cho Tổ Thư ký.', 'Thank you for telling. Please ask again more precisely, or put the question to the secretariat.'),
  audience: plain('Ai được xem câu hỏi và trả lời?', 'Who may see the question and its answer?'),
  audiences: {
    asker: { vi: 'Chỉ tôi và Tổ Thư ký', en: 'Only me and the secretariat' },
    unit: { vi: 'Đơn vị tôi', en: 'My unit' },
    everyone: { vi: 'Mọi người', en: 'Everyone' },
  },
  sendQuestion: plain('Gửi câu hỏi', 'Send the question'),
  confirmQuestion: phrase<{ text: string }>(p => `Gửi cho Tổ Thư ký câu hỏi: “${p.text}”`, p => `Put to the secretariat: “${p.text}”`),
  questionSent: plain('Đã chuyển câu hỏi cho Tổ Thư ký. Có trả lời tôi sẽ báo anh/chị ngay.', 'The question was put to the secretariat. You will be told as soon as there is an answer.'),
  questionGone: plain('Câu hỏi này không còn chờ trả lời.', 'This question no longer waits for an answer.'),
  nobodyToAsk: plain('Chưa có Tổ Thư ký nào trong danh bạ để chuyển câu hỏi.', 'The directory has no secretariat to put the question to.'),
  questionNotice: phrase<{ unit: string; text: string; audience: string }>(p => `${p.unit} hỏi: “${p.text}”\n(${p.audience} xem được trả lời.)`, p => `${p.unit} asks: “${p.text}”\n(The answer can be seen by: ${p.audience}.)`),
  answerButton: plain('Trả lời', 'Answer'),
  askAnswer: plain('Anh/chị viết trả lời trong một tin nhắn; nếu có căn cứ, thêm dòng “Căn cứ: …”.', 'Please write the answer in one message; if it rests on a source, add a line “Source: …”.'),
  answered: plain('Đã gửi trả lời cho người hỏi và lưu làm hướng dẫn để lần sau tra lại.', 'The answer was sent to the asker and kept as guidance for later questions.'),
  answerNotice: phrase<{ question: string; answer: string; source: string }>(
    p => `Tổ Thư ký trả lời câu hỏi “${p.question}”:\n${p.answer}${p.source ? `\nCăn cứ: ${p.source}` : ''}\n(Hướng dẫn nghiệp vụ, không phải quy định của pháp luật.)`,
    p => `The secretariat answers “${p.question}”:\n${p.answer}${p.source ? `\nSource: ${p.source}` : ''}\n(Guidance, not law.)`,
  ),
}
