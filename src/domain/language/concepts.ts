/**
 * Words that mean the same to this assistant, folded: North and South, office and chat, Vietnamese and English. They are learnt about together, beside the
 * words themselves, so that "đôn đốc" is understood where only "nhắc" was seen. A line a concept; phrases of up to four words, longest first wins.
 */
const TABLE: Record<string, string> = {
  report: 'bao cao|ban bao cao|report|reports|review|reviews|submission',
  halfyear: 'so ket|6 thang|sau thang|nua nam|nua dau nam|six month|half year|mid year',
  yearend: 'tong ket|ca nam|cuoi nam|annual|yearly|year end',
  selfcheck: 'tu kiem tra|self inspection',
  draft: 'ban nhap|nhap do|bao cao nhap|luu nhap|luu tam|do dang|dang do|lam do|nhap chung|nua chung|dang soan|soan do|viet do|dang viet do|dang lam do|dang nhap do|dang bo do|bo do|con do|chua xong|draft|drafts|unfinished|half done',
  goon: 'tiep tuc|lam tiep|dien tiep|nhap tiep|viet tiep|soan tiep|lam not|dien not|nhap not|viet not|hoan thien not|hoan thanh not|cho xong|quay lai|tro lai|vao lai|mo lai|man tiep|resume|continue|go on|carry on|pick up',
  submit: 'nop|gui|goi|gui len|trinh|trinh len|up|tai len|nop len|hand in|submit|file|submitted|filed|send in',
  notyet: 'chua nop|chua gui|chua goi|chua trinh|chua bao cao|chua co bao cao|con thieu|con no|dang no|no bao cao|khong nop|have not filed|not filed|not submitted|missing|owe|owes',
  late: 'tre|tre han|muon|nop muon|nop tre|nop cham|cham|cham tre|cham nop|qua han|sau han|late|overdue|delayed',
  deadline: 'han|han nop|han chot|han cuoi|han cuoi cung|thoi han|ky han|het han|den han|toi han|sap het han|deadline|due|due date|ngay cuoi cung|khoa so|chot so lieu|thoi diem chot|thoi gian nop|lich nop',
  extend: 'gia han|lui han|doi han|noi han|noi them|lui thoi han|keo dai|keo dai han|khat|khat han|lui lai|them thoi gian|them may hom|them may ngay|them it ngay|them vai ngay|them vai hom|xin lui|xin doi|xin khat|xin noi|cho lui|hoan nop|extension|extend|more time|more days|extra days|few days|postpone|xin them',
  when: 'bao gio|khi nao|chung nao|luc nao|ngay nao|ngay may|ngay bao nhieu|bua nao|hom nao|may gio|bao lau|con may ngay|con may hom|con bao nhieu ngay|con bao lau|con may tieng|may hom nua|when|how long|how much time|how many days',
  who: 'ai|nhung ai|nguoi nao|who|whom|anyone|dong chi nao',
  which: 'don vi nao|noi nao|cho nao|tinh nao|vu nao|cuc nao|khu vuc nao|vien nao|nhung don vi|may don vi|may cho|may noi|nhung noi|cac don vi|may tinh|cac tinh|cac vu|which units|which unit|which provinces|units|provinces|everyone|vks nao',
  list: 'danh sach|liet ke|ke ten|diem danh|thong ke|list|bang|danh muc',
  howmany: 'bao nhieu|may|duoc may|duoc bao nhieu|nhieu|how many|how much|what share|percentage|rate|rates|ty le|ti le|phan tram',
  progress: 'tien do|tinh hinh|tong quan|toan canh|buc tranh|bieu do|so sanh|so voi|cung ky|xu huong|progress|overview|picture|compare|chart|den dau|toi dau|den dau roi|toi dau roi|con so tong the|tinh hinh chung',
  remind: 'nhac|nhac nho|don doc|giuc|thuc giuc|thuc|hoi thuc|nhac han|loi nhac|tin nhac|gui nhac|remind|reminder|reminders|nudge|nudges|chase|urge',
  stop: 'dung|dung co|ngung|ngung nhac|tat|tam dung|tam ngung|tam tat|khoi|khoi can|thoi|khong can|khong muon|bot|it thoi|stop|mute|snooze|turn off|no more|dung lai',
  approve: 'duyet|phe duyet|ky duyet|dong y|chap thuan|chap nhan|tiep nhan|nhat tri|thong qua|cho qua|tan thanh|approve|accept|grant|approved|accepted',
  giveback: 'tra lai|tra ve|chuyen lai|chuyen tra|tu choi|bac|khong duyet|khong dong y|khong chap thuan|chua dat|lam lai|return|reject|refuse|send back|send it back',
  sign: 'ky|ky ten|trinh ky|signature|sign',
  waiting: 'cho duyet|cho toi|cho tiep nhan|cho tham dinh|cho xu ly|cho ky|dang cho|dang doi|hang cho|hang doi|can duyet|can ky|can xem|chua duyet|chua xem|chua xu ly|chua tiep nhan|chua tham dinh|chua giai quyet|moi gui|moi nop|moi ve|pending|waiting|queue|phai duyet|phai ky|trinh gi|trinh len',
  fix: 'sua|sua lai|sua doi|chinh sua|dinh chinh|dieu chinh|chinh lai|chua lai|chinh|bo sung|khac phuc|cap nhat lai|thay so lieu|correct|correction|amend|fix|supplement|resubmit',
  wrong: 'sai|sai sot|nham|nham lan|lon|lon so|ghi nham|nhap nham|danh nham|go nham|wrong|mistake|error',
  withdraw: 'rut|rut lai|rut ve|thu hoi|lay lai|lay ve|hoan tac|withdraw|take back|recall|pull back|undo',
  already: 'da nop|da gui|vua nop|vua gui|da trinh|nop roi|gui roi|da duyet|da tiep nhan|nop hom qua',
  waive: 'mien|mien nop|mien bao cao|cho mien|duoc mien|khoi nop|khoi bao cao|khong phai nop|khong phai bao cao|khong bat|khong yeu cau|gach ten|loai|waive|waiver|exempt|excuse',
  topic: 'chuyen de|de tai|topic|thematic',
  register: 'dang ky|dang ki|ghi ten|chon|register|enter',
  rollout: 'trien khai|quan triet|pho bien|hoi nghi chuyen de|toa dam|sao gui|sao gui tai lieu|photo tai lieu|seminar|circulated|rolled out|rollout',
  record: 'ghi nhan|ghi lai|ghi vao|ghi|cap nhat|nhap|luu|bao la|record|log|ghi gium',
  inspect: 'kiem tra|doan kiem tra|cuoc kiem tra|inspection|inspections|inspect|inspected|on site check|kiem tra truc tiep|doan cong tac',
  plan: 'ke hoach|lich|len lich|xep lich|dat lich|du kien|dinh|chuan bi|schedule|plan|arrange|sap xep|dua vao|len ke hoach',
  result: 'ket qua|ket luan|vi pham|sai pham|thieu sot|kien nghi|phat hien|findings|violations|conclusions|conclusion|bien ban',
  done: 'xong|xong roi|hoan thanh|hoan tat|da xong|finished|done|completed',
  task: 'nhiem vu|viec|cong viec|dau viec|viec lam|chuong trinh cong tac|ke hoach cong tac|task|tasks|work programme|to do',
  assign: 'giao|phan cong|phan viec|giao viec|giao nhiem vu|cu|phan|giao cho|assign|assigned|nho',
  monitor: 'theo doi|dia ban|phu trach|phu trach dia ban|theo doi dia ban|monitor|monitors|monitoring|follows|follow',
  delegate: 'uy quyen|thay toi|ky thay|lam thay|duyet thay|nop thay|thay mat|giao quyen|thay anh|thay em|thay minh|delegate|delegation|act for|acts for|in my place|nguoi thay|ai thay|duyet ho|ky ho',
  away: 'di vang|vang mat|nghi phep|di phep|nghi|di cong tac|di hoc|di nuoc ngoai|on leave|away|cong tac nuoc ngoai|vang',
  export: 'xuat|xuat ra|tai ve|tai xuong|tai|in|in ra|ket xuat|trich xuat|ban in|lay file|export|download|print|file word|ban word|file excel|ban excel|word|excel|docx|xlsx|spreadsheet|file',
  consolidate: 'tong hop|gop|ghep|hop nhat|gom|gom lai|tap hop|dung|dung bao cao|consolidated|consolidate|bao cao chung|bao cao tong hop',
  praise: 'khen|khen thuong|bieu duong|tuyen duong|bang khen|giay khen|thi dua|xung dang|tieu bieu|xuat sac|khen ngoi|binh xet|binh bau|commend|commendation|commended|praise|award|nominate|reward|merit',
  lessons: 'rut kinh nghiem|kinh nghiem|bai hoc|han che|ton tai|khuyet diem|vuong mac|kho khan|yeu kem|nguyen nhan|thieu sot chung|lessons|limitations|shortcomings|weaknesses|causes',
  notice: 'thong bao|ra thong bao|notice',
  member: 'thanh vien|uy vien|kien toan|nhan su|thanh phan|co cau|dau moi|can bo dau moi|truong ban|pho ban|pho truong ban|member|members|membership|contact person|chair',
  committee: 'ban chi dao|to thu ky|to giup viec|committee|secretariat|ban',
  meeting: 'hoi nghi|hop|cuoc hop|buoi hop|hop ban|giay moi|thu moi|moi|moi hop|du hop|tham du|conference|meeting|invite|invitations',
  law: 'luat|dieu|khoan|quy dinh|nghi dinh|quyet dinh so|van ban|can cu|theo luat|theo quy dinh|hieu luc|article|clause|law|regulation|decree|hop le|bat buoc|nghiem cam|dieu luat|nguyen van',
  inboard: 'ban thanh tra nhan dan|thanh tra nhan dan|inspection board',
  campaign: 'dot|dot bao cao|ky bao cao|campaign|round|dot so ket|dot tong ket|ky so ket|ky tong ket',
  open: 'mo|mo dot|tao|tao moi|lap|khoi tao|khoi dong|phat dong|thiet lap|bat dau|open|launch|start|create|set up|begin|phat hanh',
  close: 'dong|ket thuc|khoa|close|end',
  me: 'toi|tui|em|minh|don vi toi|don vi em|don vi minh|ben em|ben minh|ben toi|chung toi|chung em|tui em|don vi chung toi|my|our|we|i|me|us',
  status: 'trang thai|tinh trang|duyet chua|nop chua|gui chua|nhan chua|tiep nhan chua|duoc duyet chua|ky chua|roi chua|status|so tiep nhan|bien nhan|bi tra lai|bi tra|bi tra ve|vuong|o khau nao|o buoc nao|den tay ai|dang o dau',
  see: 'xem|cho xem|xem lai|xem giup|mo|hien|cho biet|show|see|look|kiem tra giup|cho toi xem',
  helpme: 'giup toi|tro giup|ho tro|huong dan|chi cach|cach dung|cach su dung|su dung|lam duoc gi|lam gi duoc|giup duoc gi|chuc nang|tinh nang|lenh|go gi|xai|dung the nao|moi dung|khong hieu|chua hieu|kho hieu|help|commands|menu|guide|what can you do|la ai|lam duoc viec gi|chua dung bao gio|khong biet bat dau',
  quit: 'huy|huy bo|bo|bo di|thoat|thoat ra|thoi khong|khong lam nua|khong gui nua|khong nop nua|de sau|de luc khac|de hom khac|doi y|dung lai|cancel|quit|exit|abort|never mind|forget it|xoa|xoa ban nhap',
  hello: 'chao|xin chao|hello|hi|alo|a lo|he lo|good morning|chao buoi|tam biet|bye|hey',
  thankyou: 'cam on|da ta|tri an|thanks|thank you|tuyet voi|tuyet|hay qua|gioi qua|thank|huu ich|grateful',
  tongue: 'tieng anh|tieng viet|ngon ngu|english|vietnamese|language',
  human: 'nguoi that|nguoi thiet|gap nguoi|gap can bo|noi chuyen voi|lien he|lien lac|so dien thoai|hotline|duong day nong|nguoi phu trach|nguoi ho tro|can bo phu trach|can bo ho tro|tu van vien|goi ai|goi cho ai|hoi ai|chuyen cau hoi|real person|human|talk to|speak to|contact|gap truc tiep|giai dap truc tiep|noi may|ket noi',
  month: 'thang nay|tuan nay|hom nay|quy nay|bua nay|today|this week|this month',
  confirm: 'xac nhan|confirm',
}

/** Words that carry politeness and rhythm only; left out of the stream of concepts. */
const PASSED_OVER = new Set(
  'a ah ak nha nhe nhi nghen nghe ha hah vay ta the day di voi luon cai giup gium dum ho giu anh chi bac sep dong chi ong ba co chu cho da thua oi xin lam on vui long kinh ma thi la cung dang duoc cua va cac nhung mot o tai vao ra len ve trong ngoai nay kia do nao gi roi chua con nua please the a an of to for is are was were be in on at it do does that this and with by'
    .split(' '),
)

const CONCEPTS = new Map<string, string>()
for (const [concept, words] of Object.entries(TABLE)) for (const word of words.split('|')) CONCEPTS.set(word, concept)
const LONGEST = 4

/** The concepts of a message in order, words outside the table standing for themselves; "chua", "roi" and question words keep their place in the words. */
export function conceptsOf(words: readonly string[]): string[] {
  const concepts: string[] = []
  for (let i = 0; i < words.length; ) {
    let taken = 0
    for (let length = Math.min(LONGEST, words.length - i); length > 0 && taken === 0; length--) {
      const concept = CONCEPTS.get(length === 1 ? words[i]! : words.slice(i, i + length).join(' '))
      if (concept !== undefined) {
        concepts.push(concept)
        taken = length
      }
    }
    if (taken === 0) {
      if (!PASSED_OVER.has(words[i]!)) concepts.push(words[i]!)
      taken = 1
    }
    i += taken
  }
  return concepts
}
