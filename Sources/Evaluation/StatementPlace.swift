public import Findings

extension Location {
  /// Which row of a ledger, or which entry of a YAML file, a statement is: `waivers.csv第3行`, `豁免.yml第2条`.
  public var statementInWords: String {
    let isList = [".yml", ".yaml", ".json"].contains { path.hasSuffix($0) }
    return "\(path)第\(line ?? 0)\(isList ? "条" : "行")"
  }
}
