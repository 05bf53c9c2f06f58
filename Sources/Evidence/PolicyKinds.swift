/// Which kinds of document (文种) are policies: 其他公文 and 党委公文 are none (contract, section 4).
public enum PolicyKinds {
  public static let names = ["行政规范性文件", "政策文件"]

  public static func isPolicy(_ kind: String?) -> Bool { kind.map(names.contains) ?? false }
}
