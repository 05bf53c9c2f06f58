/// The product's own vocabulary for reading pages: labels after contract section 7 with their common variants.
enum Words {
  static let all = Vocabulary(labels + others + marks)

  /// The rank of labels that only the letters of citizens have.
  static let letterRank: UInt8 = 4

  private static func labels(_ field: PageField, rank: UInt8 = 0, _ words: String) -> [(word: String, meaning: Meaning)]
  {
    words.split(separator: " ").map { (String($0), .label(field, rank: rank)) }
  }

  private static func words(_ meaning: Meaning, _ words: String) -> [(word: String, meaning: Meaning)] {
    words.split(separator: " ").map { (String($0), meaning) }
  }

  private static let labels: [(word: String, meaning: Meaning)] =
    labels(.title, "标题 名称 信息名称 文件名称 文件标题 公文标题 公文名称 信息标题")
    + labels(.title, rank: letterRank, "来信标题 来信主题 信件标题 信件主题 信件名称 留言标题 留言主题 咨询标题 咨询主题 诉求标题")
    + labels(.indexNumber, "索引号 索取号 信息索引号 信息索取号 索引编号")
    + labels(.documentNumber, "发文字号 文号 文件编号 发文文号 文件文号 公文文号 文件字号 公文字号 文件号 发文编号")
    + labels(
      .publisher,
      """
      发文机关 发布机构 责任部门 公开主体 信息发布 发布单位 发布机关 发文单位 发文机构 制发机关 制发单位 发布部门 发文部门 \
      公开机构 公开机关 公开单位 信息公开机构 制发机构 公开责任部门 责任单位 公开责任单位 信息发布机构 信息发布单位 制定机关 信息公开主体
      """)
    + labels(.writtenOn, "成文日期 生成日期 发文日期 印发日期 成文时间 发文时间 印发时间 生成时间 制发日期 形成日期")
    + labels(.publishedOn, "发布日期 发布时间 公开日期 公开时间 发表时间 发表日期 公布日期 公布时间 颁布日期 颁布时间 信息发布日期 信息发布时间 发布于")
    + labels(.publishedOn, rank: 1, "时间 日期")
    + labels(.publishedOn, rank: 3, "更新时间 更新日期 最后更新 最近更新 最后更新时间")
    + labels(.validity, "有效性 信息有效性 时效性 有效状态 效力状态 是否有效 文件状态 文件有效性 文件时效 时效 时效状态 文件效力 效力 效力性")
    + labels(.validUntil, "有效期至 有效期 有效期限 有效截止日期 失效日期 失效时间 有效期截止 有效日期")
    + labels(.disclosure, "公开方式 公开属性 公开类型 公开类别 信息公开属性 信息公开方式 公开形式")
    + labels(.source, "来源 信息来源 文章来源 稿件来源 新闻来源 内容来源")
    + labels(.topic, "主题分类 主题类别 主题词 信息分类 信息类别 组配分类 分类")

  private static let others: [(word: String, meaning: Meaning)] =
    words(
      .otherLabel,
      """
      公开时限 公开范围 备注 关键词 关键字 体裁 体裁分类 服务对象 服务对象分类 公开目录 \
      内容概述 内容摘要 摘要 主题 施行日期 实施日期 生效日期 废止日期 公文种类 文种 文件类型 联系电话 联系人 联系方式 邮政编码 电子邮箱 \
      公开程序 公开依据 语种 载体类型 记录形式 序号 附件 附件下载 信息格式 签发人 审核人 执行日期 生成单位 \
      更新人 供稿 供稿单位 撰稿 撰稿人 录入 录入人 摄影 责编 终审 初审 复审 所属栏目 栏目 有关附件 相关附件 成文机关 公布机关
      """)
    + words(
      .stop,
      """
      浏览次数 浏览量 浏览 访问次数 访问量 点击次数 点击数 点击量 点击率 阅读次数 阅读量 阅读数 阅读 字号 字体 字体大小 文字大小 字体显示 打印 打印本页 \
      打印此页 关闭 关闭窗口 关闭本页 分享 分享到 收藏 作者 编辑 责任编辑 审核 校对 朗读 下载 我要纠错 纠错 扫一扫 保护视力色 背景色 护眼 \
      大中小 人气 评论 访问 我要打印 我要收藏 语音播报 网页朗读 视力保护色 返回 微信 微博 记者 通讯员 放大 缩小 默认
      """)

  private static let marks: [(word: String, meaning: Meaning)] =
    words(
      .breadcrumb,
      "当前位置 所在位置 您的位置 您现在的位置 您当前的位置 当前所在位置 您现在所在的位置 您当前所在位置 你的位置 现在位置 您所在的位置 你所在的位置 当前的位置 您所在位置 你现在的位置")
    + words(.icp, "ICP备 icp备") + words(.police, "公网安备") + words(.siteCode, "网站标识码")
    + words(.secrecy(isGrade: true), "绝密 机密 秘密")
    + words(.secrecy(isGrade: false), "内部资料 内部文件 工作秘密 内部事项 内部材料")
    + words(.secrecy(isGrade: false), SecrecyMark.sensitive.sorted().joined(separator: " "))
    + words(
      .related,
      """
      关联稿件 相关解读 相关政策 相关文件 相关链接 相关文章 相关阅读 相关信息 相关稿件 相关新闻 相关报道 相关内容 关联阅读 关联信息 关联解读 \
      解读材料 政策原文 原文链接 延伸阅读 解读链接 政策文件原文 相关政策文件 关联文件 关联政策 关联文档 相关文档 文件原文 解读文件 相关材料
      """)
    + words(.openly(.open), "此件公开发布 此件主动公开 此文公开发布 此文主动公开 此件公开 本文公开发布 本件公开发布")
    + words(.openly(.onRequest), "此件依申请公开 此文依申请公开") + words(.openly(.closed), "此件不公开 此件不予公开")
    + words(.repeal, "已废止 已失效 已经废止 已经失效 本文件废止 此件废止 此件失效 文件失效 文件废止")
    + words(.function(PageFunctions.search.rawValue), "站内搜索 站内检索 全站搜索 智能搜索 信息检索 高级搜索 请输入关键字 请输入关键词 搜一搜")
    + words(
      .function(PageFunctions.message.rawValue),
      "我要留言 在线留言 发表评论 我要评论 网友评论 我要咨询 在线咨询 我要写信 我要提问 领导信箱 区长信箱 镇长信箱 互动交流 咨询投诉 政策咨询 政策问答 写信 我要投诉 网上咨询 书记信箱"
    )
    + words(.function(PageFunctions.rating.rawValue), "我要评价 服务评价 满意度评价 好差评 文章评价 政策评价 解读评价 我来评价 评价此文 满意度调查 您的评价")
    + words(.function(PageFunctions.suggestion.rawValue), "我要建议 意见建议 建言献策 意见征集 我有建议 提出建议 我要提建议 建议征集 民意征集 征集调查 我提建议")
    + words(.function(PageFunctions.share.rawValue), "分享到 打印本页 打印此页")
    + words(.homeAddress, "家庭住址 家庭地址 现住址 户籍地址 户籍所在地 居住地址 住址 常住地址 户口所在地 现居住地址 现住地址 家庭详细地址 户口地址 户籍地 身份证地址 身份证住址")
}
