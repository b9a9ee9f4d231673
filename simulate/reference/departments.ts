/** Zones 区域 of the reference hall, each with a waiting area, a display and self-service kiosks of its own. */
export const zones = [
  { name: '一区 企业服务', nameEn: 'Zone 1 Business' },
  { name: '二区 社保就业', nameEn: 'Zone 2 Social security and employment' },
  { name: '三区 公安户政', nameEn: 'Zone 3 Public security' },
  { name: '四区 不动产与税务', nameEn: 'Zone 4 Property and taxation' },
  { name: '五区 工程建设与交通', nameEn: 'Zone 5 Construction and transport' },
  { name: '六区 民生综合', nameEn: 'Zone 6 Citizens' },
] as const

/** A department 部门 of the reference hall and what it is asked for. */
export interface DepartmentPlan {
  readonly name: string
  readonly nameEn: string
  /** Two letters that stand in its items' codes. */
  readonly code: string
  /** Index into `zones`. */
  readonly zone: number
  /** How busy it is: its share of the windows. */
  readonly busy: number
  /** Names of its queues, each a share of its subjects. */
  readonly queues: readonly string[]
  readonly topic: string
  /** What licences, benefits and services are about; with an action each becomes an item. */
  readonly licences: readonly string[]
  readonly benefits: readonly string[]
  readonly services: readonly string[]
}

function department(
  names: readonly [name: string, nameEn: string, code: string],
  place: readonly [zone: number, busy: number],
  queues: string,
  topic: string,
  subjects: { licences?: string; benefits?: string; services?: string },
): DepartmentPlan {
  const list = (text: string | undefined) => (text === undefined ? [] : text.split('、'))
  return {
    name: names[0],
    nameEn: names[1],
    code: names[2],
    zone: place[0],
    busy: place[1],
    queues: list(queues),
    topic,
    licences: list(subjects.licences),
    benefits: list(subjects.benefits),
    services: list(subjects.services),
  }
}

/** The 33 departments. Their names are what such departments are called everywhere; the district is invented. */
export const departments: readonly DepartmentPlan[] = [
  department(['区市监局', 'Market Regulation', 'SJ'], [0, 14], '企业登记、食品药品、特种设备', '开办企业', {
    licences:
      '有限责任公司登记、个体工商户登记、农民专业合作社登记、食品经营许可、食品生产许可、药品零售许可、特种设备使用登记、计量器具型式批准',
    services: '企业档案查阅、股权出质登记',
  }),
  department(['区行政审批局', 'Administrative Approval', 'XP'], [0, 10], '综合审批、帮办代办', '开办企业', {
    licences:
      '公共场所卫生许可、劳务派遣经营许可、人力资源服务许可、民办学校办学许可、户外广告设置许可、建筑垃圾处置核准',
    services: '项目帮办代办、印章刻制备案',
  }),
  department(['区商务局', 'Commerce', 'SW'], [0, 2], '商贸业务', '开办企业', {
    licences: '成品油零售经营许可、报废机动车回收备案',
    services: '外资企业信息报告、对外贸易经营者备案',
  }),
  department(['区经信局', 'Economy and Information', 'JX'], [0, 2], '经信业务', '投资项目', {
    licences: '工业技改项目备案、民用爆炸物品安全生产许可',
    services: '中小企业政策兑现、专精特新企业申报',
  }),
  department(['区发改局', 'Development and Reform', 'FG'], [0, 3], '投资项目', '投资项目', {
    licences: '政府投资项目审批、企业投资项目核准、企业投资项目备案、节能审查',
    services: '价格认定',
  }),
  department(['区科技局', 'Science and Technology', 'KJ'], [0, 2], '科技业务', '投资项目', {
    benefits: '高新技术企业补助、研发费用后补助',
    services: '技术合同认定登记、科技型中小企业评价',
  }),
  department(['区烟草专卖局', 'Tobacco Monopoly', 'YC'], [0, 3], '烟草许可', '开办企业', {
    licences: '烟草专卖零售许可、烟草专卖品准运证',
    services: '零售户信息登记',
  }),
  department(
    ['区人社局', 'Human Resources and Social Security', 'RS'],
    [1, 18],
    '社会保险、就业创业、劳动关系、人事人才',
    '社会保障',
    {
      licences: '工时制度审批',
      benefits:
        '养老保险待遇、失业保险金、工伤保险待遇、职业技能提升补贴、创业担保贷款、高校毕业生社保补贴、公益性岗位补贴、丧葬补助金和抚恤金',
      services: '社会保险参保登记、社会保障卡、就业登记、职称评审、流动人员人事档案、劳动合同备案',
    },
  ),
  department(['区医保局', 'Medical Insurance', 'YB'], [1, 12], '参保缴费、报销待遇', '医疗', {
    benefits: '门诊慢特病待遇、医疗费用手工报销、生育保险待遇、医疗救助',
    services: '医疗保险参保登记、异地就医备案、医保关系转移、定点医药机构协议',
  }),
  department(['区退役军人事务局', 'Veterans Affairs', 'TY'], [1, 3], '退役军人服务', '优待抚恤', {
    benefits: '优抚对象抚恤补助、退役军人自主就业补助、残疾军人辅助器具、义务兵家庭优待金',
    services: '优待证',
  }),
  department(['区残联', 'Disabled Persons', 'CL'], [1, 3], '残疾人服务', '优待抚恤', {
    benefits: '残疾人两项补贴、残疾人机动轮椅车燃油补贴、残疾儿童康复救助、残疾人就业创业扶持',
    services: '残疾人证',
  }),
  department(
    ['区公安分局', 'Public Security', 'GA'],
    [2, 18],
    '户籍证件、出入境、车辆驾管、治安许可',
    '户籍证件',
    {
      licences: '特种行业许可、大型群众性活动安全许可、剧毒化学品购买许可、保安服务许可',
      services:
        '出生登记、户口迁移、居民身份证、居住证、普通护照、往来港澳通行证、机动车登记、机动车驾驶证、无犯罪记录证明',
    },
  ),
  department(['区消防救援大队', 'Fire and Rescue', 'XF'], [2, 2], '消防业务', '工程建设', {
    licences: '公众聚集场所消防安全检查',
    services: '消防技术服务机构信息公示、消防安全重点单位备案',
  }),
  department(['区司法局', 'Justice', 'SF'], [2, 5], '法律服务', '法律服务', {
    licences: '律师执业许可、基层法律服务工作者执业',
    benefits: '法律援助',
    services: '公证事项、人民调解、行政复议',
  }),
  department(['区国安办', 'State Security Office', 'GX'], [2, 2], '涉外审查', '工程建设', {
    licences: '涉外建设项目审查',
    services: '涉外项目备案',
  }),
  department(
    ['区自然资源和规划局', 'Natural Resources and Planning', 'ZR'],
    [3, 16],
    '不动产登记、规划用地',
    '住房',
    {
      licences: '建设用地规划许可、建设工程规划许可、乡村建设规划许可、采矿权登记、临时用地审批',
      services:
        '国有建设用地使用权登记、房屋所有权登记、不动产抵押登记、不动产预告登记、异议登记、地籍资料查阅',
    },
  ),
  department(['区税务局', 'Taxation', 'SS'], [3, 14], '税费办理、发票业务', '纳税', {
    licences: '增值税专用发票最高开票限额审批、延期缴纳税款核准',
    benefits: '残疾人就业保障金减免、小微企业税收优惠',
    services: '税务登记信息、发票领用、个人所得税申报、契税申报、城乡居民社保费缴纳、完税证明开具、出口退税',
  }),
  department(['区财政局', 'Finance', 'CZ'], [3, 3], '财政业务', '纳税', {
    licences: '会计代理记账许可、非营利组织免税资格',
    services: '政府采购供应商注册、财政票据领用',
  }),
  department(['区住房公积金管理部', 'Housing Fund', 'GJ'], [3, 8], '公积金提取、公积金贷款', '住房', {
    benefits: '购房提取、租房提取、退休提取、住房公积金贷款',
    services: '单位缴存登记、个人账户转移、贷款还清证明开具',
  }),
  department(['区住建局', 'Housing and Construction', 'ZJ'], [4, 10], '工程建设、住房保障', '工程建设', {
    licences:
      '建筑工程施工许可、商品房预售许可、建筑业企业资质、房地产开发企业资质、城镇燃气经营许可、消防设计审查',
    benefits: '公共租赁住房、保障性住房租赁补贴',
    services: '商品房合同备案、物业服务招标备案',
  }),
  department(['区交通运输局', 'Transport', 'JT'], [4, 8], '道路运输、从业资格', '交通出行', {
    licences:
      '道路货物运输经营许可、道路旅客运输经营许可、出租汽车经营许可、机动车维修备案、公路涉路施工许可、超限运输通行证',
    services: '道路运输从业资格证、道路运输证年度审验',
  }),
  department(['区水务局', 'Water Affairs', 'SL'], [4, 3], '水务业务', '工程建设', {
    licences: '取水许可、河道采砂许可、水土保持方案审批、洪水影响评价审批',
    services: '节水设施备案',
  }),
  department(['区生态环境局', 'Ecology and Environment', 'HB'], [4, 4], '环保业务', '工程建设', {
    licences: '排污许可、建设项目环评审批、危险废物经营许可、辐射安全许可',
    services: '环评登记表备案',
  }),
  department(['区应急管理局', 'Emergency Management', 'YJ'], [4, 3], '安全生产', '投资项目', {
    licences: '危险化学品经营许可、烟花爆竹零售许可、安全设施设计审查',
    services: '生产安全事故应急预案备案',
  }),
  department(['区气象局', 'Meteorology', 'QX'], [4, 2], '气象业务', '工程建设', {
    licences: '防雷装置设计审核、升放气球单位资质',
    services: '气象证明',
  }),
  department(['区综合执法局', 'Urban Management', 'ZF'], [4, 3], '城市管理', '交通出行', {
    licences: '临时占用道路许可、城市绿地占用审批、夜间施工许可',
    services: '占道停车泊位',
  }),
  department(['区民政局', 'Civil Affairs', 'MZ'], [5, 7], '婚姻登记、救助福利', '婚育', {
    licences: '民办非企业单位登记、社会团体登记、慈善组织公开募捐资格',
    benefits: '最低生活保障、特困人员供养、高龄津贴、临时救助、孤儿基本生活保障',
    services: '结婚登记、收养登记',
  }),
  department(['区教育局', 'Education', 'JY'], [5, 4], '教育业务', '教育', {
    licences: '民办幼儿园办学许可、校外培训机构许可',
    benefits: '家庭经济困难学生资助、生源地助学贷款',
    services: '教师资格认定、义务教育转学',
  }),
  department(['区卫健局', 'Health', 'WJ'], [5, 6], '卫生健康', '医疗', {
    licences: '医疗机构执业许可、医师执业注册、护士执业注册、放射诊疗许可、饮用水卫生许可',
    benefits: '计划生育家庭奖励扶助',
    services: '生育登记、再生育审批材料',
  }),
  department(['区文广旅局', 'Culture, Media and Tourism', 'WG'], [5, 4], '文化旅游', '文化旅游', {
    licences: '互联网上网服务经营许可、娱乐场所经营许可、营业性演出许可、旅行社业务经营许可、出版物零售许可',
    services: '导游证',
  }),
  department(['区农业农村局', 'Agriculture and Rural Affairs', 'NY'], [5, 4], '农业农村', '农林牧渔', {
    licences: '农药经营许可、兽药经营许可、种子生产经营许可、动物防疫条件合格证',
    benefits: '农机购置补贴、耕地地力保护补贴',
    services: '拖拉机驾驶证',
  }),
  department(['区林业局', 'Forestry', 'LY'], [5, 3], '林业业务', '农林牧渔', {
    licences: '林木采伐许可、林木种子生产经营许可、陆生野生动物人工繁育许可、使用林地审核',
    services: '植物检疫证书',
  }),
  department(['区档案馆', 'Archives', 'DA'], [5, 2], '档案查阅', '户籍证件', {
    services: '婚姻档案查阅、知青档案查阅、土地房产档案查阅、招工录用档案查阅、独生子女档案查阅',
  }),
]
