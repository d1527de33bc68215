package portolan.query.edge.api.system;

/// What an installation says about itself.
///
/// @param version as clients compare it: `v2.13.0-...`
/// @param storage the name of the blob store's driver, such as `filesystem`
/// @param projectCreation who may make projects: `everyone` or `adminonly`
/// @param banner a JSON text shown to everybody, empty for none
public record SystemFacts(
    String version,
    String storage,
    String projectCreation,
    boolean selfRegistration,
    boolean readOnly,
    boolean notifications,
    String banner) {

  /// A fresh installation.
  public static SystemFacts of(String version, String storage) {
    return new SystemFacts(version, storage, "everyone", false, false, true, "");
  }
}
