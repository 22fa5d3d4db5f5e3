/** Languages of the page. */
export type Locale = 'vi' | 'en'

const WORDS = {
  skip: { vi: 'Đến ô nhập tin nhắn', en: 'Go to the message box' },
  subtitle: { vi: 'Quy chế dân chủ ở cơ sở', en: 'Grassroots democracy' },
  language: { vi: 'Ngôn ngữ', en: 'Language' },
  who: { vi: 'Anh/chị là ai?', en: 'Who are you?' },
  whoNote: { vi: 'Chế độ chạy thử trên máy này: chọn người mà anh/chị đóng vai.', en: 'Trial on this machine: choose whose part you take.' },
  searchPeople: { vi: 'Tìm theo tên, đơn vị, vai trò', en: 'Search by name, unit or role' },
  others: { vi: 'Người khác (không giữ vai trò)', en: 'Others (no role)' },
  nobody: { vi: 'Không tìm thấy ai.', en: 'Nobody found.' },
  close: { vi: 'Đóng', en: 'Close' },
  change: { vi: 'Đổi người', en: 'Change' },
  choose: { vi: 'Chọn người nói chuyện', en: 'Choose who is speaking' },
  personal: { vi: 'Trò chuyện riêng, chỉ anh/chị và Trợ lý đọc được', en: 'Private: only you and the assistant can read this' },
  stranger: { vi: 'Người chưa có trong danh bạ', en: 'Someone not in the directory' },
  strangerNote: { vi: 'Để xem Trợ lý trả lời người lạ thế nào', en: 'To see how the assistant answers a stranger' },
  log: { vi: 'Cuộc trò chuyện', en: 'Conversation' },
  suggestions: { vi: 'Gợi ý trả lời', en: 'Suggested replies' },
  attach: { vi: 'Đính kèm tệp', en: 'Attach a file' },
  say: { vi: 'Nhập tin nhắn', en: 'Type a message' },
  send: { vi: 'Gửi', en: 'Send' },
  begin: { vi: 'Chưa rõ việc gì đang chờ mình? Gõ “tôi phải làm gì?”. Gõ không dấu cũng được.', en: 'Not sure what awaits you? Ask “what do I have to do?”.' },
  bot: { vi: 'Trợ lý QCDC', en: 'QCDC assistant' },
  you: { vi: 'Anh/chị', en: 'You' },
  pressed: { vi: 'Đã bấm', en: 'Pressed' },
  pressedButton: { vi: 'một nút trên thẻ', en: 'a button on a card' },
  removed: { vi: 'Tin này đã được gỡ và không lưu lại.', en: 'This message was removed and is not kept.' },
  notSent: { vi: 'Chưa gửi được.', en: 'Not sent.' },
  notTaken: { vi: 'Trợ lý chưa nhận được tin này.', en: 'The assistant did not take this message.' },
  again: { vi: 'Gửi lại', en: 'Send again' },
  tooLarge: { vi: 'Nội dung quá lớn. Xin anh/chị chia nhỏ hoặc gửi tệp nhỏ hơn (tối đa 20 MB).', en: 'Too large. Please split it or send a smaller file (20 MB at most).' },
  connecting: { vi: 'Đang kết nối…', en: 'Connecting…' },
  online: { vi: 'Đã kết nối', en: 'Connected' },
  offline: { vi: 'Mất kết nối, đang thử lại…', en: 'Connection lost, trying again…' },
  typing: { vi: 'Trợ lý đang soạn trả lời', en: 'The assistant is writing' },
  noPeople: { vi: 'Chưa đọc được danh sách người dùng. Xin tải lại trang.', en: 'The list of people could not be read. Please reload the page.' },
  noCard: { vi: 'Thẻ này chưa hiển thị được.', en: 'This card cannot be shown.' },
  invalid: { vi: 'Xin anh/chị xem lại các ô được đánh dấu.', en: 'Please check the marked fields.' },
  remove: { vi: 'Bỏ tệp', en: 'Remove file' },
} as const satisfies Record<string, Record<Locale, string>>

export type Word = keyof typeof WORDS

const ROLES: Readonly<Record<string, Record<Locale, string>>> = {
  reporter: { vi: 'Cán bộ đầu mối', en: 'Reporter' },
  head: { vi: 'Thủ trưởng đơn vị', en: 'Head of unit' },
  secretariat: { vi: 'Tổ Thư ký', en: 'Secretariat' },
  member: { vi: 'Ủy viên Ban Chỉ đạo', en: 'Committee member' },
  chair: { vi: 'Lãnh đạo Ban Chỉ đạo', en: 'Chair' },
  admin: { vi: 'Quản trị', en: 'Administrator' },
}

/** Order in which roles are listed. */
export const ROLE_ORDER = Object.keys(ROLES)

let locale: Locale = 'vi'

/** The language the page speaks now. */
export function currentLocale(): Locale {
  return locale
}

/** A phrase in the language chosen. */
export function word(name: Word): string {
  return WORDS[name][locale]
}

/** A role's name in the language chosen; the id of one the page does not know. */
export function roleName(role: string): string {
  return ROLES[role]?.[locale] ?? role
}

/** Changes the language and rewrites every element that names its phrase (`data-word`, `data-label`, `data-placeholder`). */
export function speak(chosen: Locale): void {
  locale = chosen
  document.documentElement.lang = chosen
  document.title = word('bot')
  for (const holder of document.querySelectorAll<HTMLElement>('[data-word]')) holder.textContent = word(holder.dataset['word'] as Word)
  for (const holder of document.querySelectorAll<HTMLElement>('[data-label]')) holder.setAttribute('aria-label', word(holder.dataset['label'] as Word))
  for (const holder of document.querySelectorAll<HTMLElement>('[data-placeholder]')) holder.setAttribute('placeholder', word(holder.dataset['placeholder'] as Word))
  for (const button of document.querySelectorAll<HTMLElement>('[data-locale]')) button.setAttribute('aria-pressed', String(button.dataset['locale'] === chosen))
}
