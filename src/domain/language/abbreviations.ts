/**
 * What staff shorten, after folding and lower case. Only what is read one way wherever these people write;
 * what may be read several ways is in {@link AMBIGUOUS}.
 */
export const ABBREVIATIONS: Record<string, string> = {
  // reports and offices
  bc: 'bao cao', bcao: 'bao cao', bcs: 'bao cao', bcth: 'bao cao tong hop', bctk: 'bao cao tong ket', bcsk: 'bao cao so ket', dv: 'don vi', dvi: 'don vi', bcd: 'ban chi dao',
  bch: 'ban chap hanh', tgv: 'to giup viec', tts: 'to thu ky', ttk: 'to thu ky', uv: 'uy vien', tvien: 'thanh vien', sl: 'so lieu', slieu: 'so lieu', ds: 'danh sach', dsach: 'danh sach',
  kl: 'ket luan', kq: 'ket qua', kqua: 'ket qua', kqkt: 'ket qua kiem tra', nv: 'nhiem vu', tl: 'tai lieu', vb: 'van ban', ctct: 'chuong trinh cong tac', ctr: 'chuong trinh',
  tbrkn: 'thong bao rut kinh nghiem', rkn: 'rut kinh nghiem', uq: 'uy quyen', dx: 'de xuat', dk: 'dang ky', dki: 'dang ky', pc: 'phan cong', hso: 'ho so',
  // the field
  qcdc: 'quy che dan chu', dccs: 'dan chu o co so', thdccs: 'thuc hien dan chu o co so', thdc: 'thuc hien dan chu', hncc: 'hoi nghi cong chuc', hncbcc: 'hoi nghi can bo cong chuc',
  hnccvc: 'hoi nghi cong chuc vien chuc', cbcc: 'can bo cong chuc', cbccvc: 'can bo cong chuc vien chuc', ccvc: 'cong chuc vien chuc', nld: 'nguoi lao dong', ttnd: 'thanh tra nhan dan',
  cdcs: 'cong doan co so', tdkt: 'thi dua khen thuong', knct: 'kien nghi', pctn: 'phong chong tham nhung',
  // the procuracy
  vks: 'vien kiem sat', vksnd: 'vien kiem sat nhan dan', vksndtc: 'vien kiem sat nhan dan toi cao', vkstc: 'vien kiem sat nhan dan toi cao', vksndcc: 'vien kiem sat nhan dan cap cao',
  ksnd: 'kiem sat nhan dan', ksv: 'kiem sat vien', pvt: 'pho vien truong', tccb: 'to chuc can bo', khtc: 'ke hoach tai chinh', kv: 'khu vuc', tw: 'trung uong',
  // spelling with i for y
  ki: 'ky', li: 'ly', ti: 'ty', qui: 'quy',
  // chat
  ko: 'khong', hok: 'khong', hong: 'khong', hem: 'khong', khg: 'khong', kp: 'khong phai', bn: 'bao nhieu', bnhieu: 'bao nhieu', nhiu: 'nhieu', ntn: 'nhu the nao', tnao: 'the nao', vs: 'voi', mn: 'moi nguoi',
  lm: 'lam', ng: 'nguoi', trc: 'truoc', bh: 'bao gio', bjo: 'bao gio', bgio: 'bao gio', j: 'gi', ji: 'gi', z: 'vay', zay: 'vay', zo: 'vo', r: 'roi', rui: 'roi', lun: 'luon', dum: 'giup', gium: 'giup', jum: 'giup',
  hqua: 'hom qua', hnay: 'hom nay', sdt: 'so dien thoai', hdsd: 'huong dan su dung', ykien: 'y kien', tks: 'cam on', thks: 'cam on', tg: 'thoi gian', thg: 'thang', ib: 'nhan tin', pls: 'please', plz: 'please',
  htro: 'ho tro', hdan: 'huong dan', mik: 'minh', bik: 'biet', chx: 'chua', cx: 'cung', nx: 'nua',
}

/** One reading of an ambiguous abbreviation. */
export interface Reading {
  value: string
  /** Folded words it stands for. */
  words: string
  vi: string
  en: string
  /** Folded words before (`<`) or after (`>`) which it is certainly meant. */
  near: RegExp
}

/**
 * Abbreviations that colleagues of this trade read in several ways; the words around decide, else memory, else the assistant asks.
 * `near` is tried on "…two words before| two words after…". `quiet`: the reading assumed without asking, because a wrong guess there does not change what is asked for.
 */
export const AMBIGUOUS: Record<string, { readings: Reading[]; quiet?: string }> = {
  dc: {
    readings: [
      { value: 'diem-c', words: 'diem c', vi: 'điểm c', en: 'point c', near: /\b(?:k|khoan) \d+ \|/ },
      { value: 'dan-chu', words: 'dan chu', vi: 'dân chủ', en: 'democracy', near: /\b(?:luat|quy che|thuc hien) \|/ },
      { value: 'duoc', words: 'duoc', vi: 'được', en: 'can', near: /./ },
    ],
  },
  nd: { readings: [{ value: 'nghi-dinh', words: 'nghi dinh', vi: 'nghị định', en: 'decree', near: /\| \d/ }, { value: 'noi-dung', words: 'noi dung', vi: 'nội dung', en: 'content', near: /./ }] },
  hn: {
    readings: [
      { value: 'hom-nay', words: 'hom', vi: 'hôm nay', en: 'today', near: /\| (?:nay|qua|kia)\b/ },
      { value: 'ha-noi', words: 'ha noi', vi: 'Hà Nội', en: 'Hanoi', near: /\b(?:vien kiem sat|nhan dan|tinh|tp|thanh pho|cap cao|phuc tham|tai|o|cua|ve|don vi|khu vuc \d+|dai hoc kiem sat|theo doi|phu trach|dia ban|nhac|kiem tra) \|/ },
      {
        value: 'hoi-nghi', words: 'hoi nghi', vi: 'hội nghị', en: 'conference',
        near: /\b(?:to chuc|mo|hop|lich|du|moi|trieu tap|chuan bi|bang|cuoc|hinh thuc|buoi|ket qua|ngay|sau|truoc|giay moi|hoan|doi|huy|\d+|mot|hai|ba|tham gia|tham du|ke hoach|nghi quyet|den) \||\| (?:so ket|tong ket|can bo|cong chuc|vien chuc|nguoi lao dong|chuyen de|trien khai|quan triet|nay|truc tuyen|toan the|dai bieu|bat thuong|cb|cc|cbcc|ngay|luc|vao|giao ban)\b/,
      },
    ],
  },
  tk: {
    readings: [
      { value: 'tong-ket', words: 'tong ket', vi: 'tổng kết', en: 'year-end review', near: /\b(?:bao cao|nop|lam|dot|hoi nghi|gui|hop|ky|xuat|sua|ban|han) \||\| (?:nam|cuoi nam|ca nam|20\d\d|qcdc|quy che)\b/ },
      { value: 'thu-ky', words: 'thu ky', vi: 'thư ký', en: 'secretary', near: /\b(?:to|anh|chi|ban|gap|lien he|hoi|cho|cua|thanh vien) \|/ },
    ],
  },
  sk: { readings: [{ value: 'so-ket', words: 'so ket', vi: 'sơ kết', en: 'six-month review', near: /./ }] },
  cd: {
    readings: [
      { value: 'cong-doan', words: 'cong doan', vi: 'công đoàn', en: 'trade union', near: /\b(?:chu tich|ban chap hanh|to|phi|kinh phi|khong con|co) \|/ },
      { value: 'chuyen-de', words: 'chuyen de', vi: 'chuyên đề', en: 'topic', near: /\b(?:dang ky|trien khai|ten|bao cao|doi|sua|them|mot|\d+|dot|ghi nhan|ket qua|thuc hien|chon|ve|hoan thanh|nop|quan triet) \||\| (?:nam|qcdc|ve|cua|cong khai|20\d\d)\b/ },
    ],
    quiet: 'chuyen-de',
  },
  kt: {
    readings: [
      { value: 'khen-thuong', words: 'khen thuong', vi: 'khen thưởng', en: 'commendation', near: /\b(?:de xuat|de nghi|thi dua|danh sach|xet|duoc|bang) \|/ },
      { value: 'kiem-tra', words: 'kiem tra', vi: 'kiểm tra', en: 'inspection', near: /\b(?:tu|doan|lich|ke hoach|ket qua|cuoc|ket luan|kh|len|xong|dot|bien ban|di|da|lap) \|/ },
    ],
  },
  kh: { readings: [{ value: 'khong', words: 'khong', vi: 'không', en: 'not', near: /\| (?:phai|co|duoc|nop|biet|hieu|nua|can)\b/ }, { value: 'ke-hoach', words: 'ke hoach', vi: 'kế hoạch', en: 'plan', near: /./ }] },
  kn: {
    readings: [
      { value: 'kinh-nghiem', words: 'kinh nghiem', vi: 'kinh nghiệm', en: 'lessons', near: /\b(?:rut|bai hoc) \|/ },
      { value: 'kien-nghi', words: 'kien nghi', vi: 'kiến nghị', en: 'recommendation', near: /./ },
    ],
  },
  ld: { readings: [{ value: 'lao-dong', words: 'lao dong', vi: 'lao động', en: 'labour', near: /\b(?:nguoi|hop dong) \|/ }, { value: 'lanh-dao', words: 'lanh dao', vi: 'lãnh đạo', en: 'leaders', near: /./ }] },
  vt: { readings: [{ value: 'van-thu', words: 'van thu', vi: 'văn thư', en: 'records clerk', near: /\b(?:luu) \|/ }, { value: 'vien-truong', words: 'vien truong', vi: 'Viện trưởng', en: 'Procurator-General', near: /./ }] },
  tb: { readings: [{ value: 'truong-ban', words: 'truong ban', vi: 'trưởng ban', en: 'chair', near: /\b(?:pho|dong chi) \|/ }, { value: 'thong-bao', words: 'thong bao', vi: 'thông báo', en: 'notice', near: /./ }] },
  cv: { readings: [{ value: 'cong-viec', words: 'cong viec', vi: 'công việc', en: 'work', near: /\b(?:giao|danh sach|cac) \|/ }, { value: 'cong-van', words: 'cong van', vi: 'công văn', en: 'official letter', near: /./ }] },
  hd: { readings: [{ value: 'hoat-dong', words: 'hoat dong', vi: 'hoạt động', en: 'activity', near: /\b(?:quy che|chuong trinh|ke hoach) \|/ }, { value: 'huong-dan', words: 'huong dan', vi: 'hướng dẫn', en: 'guidance', near: /./ }] },
  th: { readings: [{ value: 'thang', words: 'thang', vi: 'tháng', en: 'month', near: /\b\d+ \|/ }, { value: 'tong-hop', words: 'tong hop', vi: 'tổng hợp', en: 'consolidate', near: /\b(?:bao cao|so lieu|bang) \|/ }, { value: 'thuc-hien', words: 'thuc hien', vi: 'thực hiện', en: 'carry out', near: /./ }] },
  t: { readings: [{ value: 'thang', words: 'thang', vi: 'tháng', en: 'month', near: /\b\d+ \|/ }, { value: 'toi', words: 'toi', vi: 'tôi', en: 'I', near: /\b(?:cua|cho|giup|nhac) \||^ ?\| [a-z]/ }] },
  k: { readings: [{ value: 'khong', words: 'khong', vi: 'không', en: 'not', near: /\| ?$|\| (?:vay|a|ta|nhi|em|anh|phai|co|duoc|nua|can|biet|hieu|ha|the|nhac|nop|lam|bao)\b|\b(?:chua|duoc|co|roi|gi|nao) \|/ }] },
  qd: { readings: [{ value: 'quy-dinh', words: 'quy dinh', vi: 'quy định', en: 'rule', near: /\b(?:luat|theo|co|duoc|dieu \d+|khoan \d+) \||\| (?:ve|gi|the nao|nhu the nao|o dau)\b/ }, { value: 'quyet-dinh', words: 'quyet dinh', vi: 'quyết định', en: 'decision', near: /./ }] },
  bs: { readings: [{ value: 'bo-sung', words: 'bo sung', vi: 'bổ sung', en: 'supplement', near: /./ }] },
  dp: { readings: [{ value: 'dia-phuong', words: 'dia phuong', vi: 'địa phương', en: 'local', near: /./ }] },
  ht: { readings: [{ value: 'hoan-thanh', words: 'hoan thanh', vi: 'hoàn thành', en: 'complete', near: /./ }] },
  cb: { readings: [{ value: 'can-bo', words: 'can bo', vi: 'cán bộ', en: 'staff', near: /\b(?:cua|cac|to chuc|em|lam|nhieu|anh|chi|mot|hoi nghi|dau moi) \||\| (?:dau moi|cong chuc|cc)\b/ }, { value: 'chuan-bi', words: 'chuan bi', vi: 'chuẩn bị', en: 'prepare', near: /./ }] },
}
