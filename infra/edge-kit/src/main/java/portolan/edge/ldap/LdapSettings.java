package portolan.edge.ldap;

import com.unboundid.ldap.sdk.SearchScope;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;
import portolan.language.user.Secret;

/// Where the directory is and how people and groups are found in it.
///
/// @param url `ldap://host:port` or `ldaps://host:port`
/// @param searchDn whom to search as; empty to search as nobody
/// @param filter what people have in common, besides their name; empty for nothing
/// @param uid the attribute that people sign in with
public record LdapSettings(
    String url,
    String searchDn,
    Secret searchPassword,
    String baseDn,
    String filter,
    String uid,
    SearchScope scope,
    int timeoutSeconds,
    boolean verify,
    GroupSettings groups) {

  /// How groups are found.
  ///
  /// @param adminDn the group whose members administer the system; empty for none
  /// @param membership the attribute of a person that names their groups
  public record GroupSettings(
      String baseDn,
      String filter,
      String nameAttribute,
      SearchScope scope,
      String adminDn,
      String membership) {}

  private static final int LONGEST_TIMEOUT = 60;

  static LdapSettings of(Configuration settings, Secret searchPassword) {
    return new LdapSettings(
        settings.text(Setting.LDAP_URL),
        settings.text(Setting.LDAP_SEARCH_DN),
        searchPassword,
        settings.text(Setting.LDAP_BASE_DN),
        settings.text(Setting.LDAP_FILTER),
        settings.text(Setting.LDAP_UID),
        scope(settings.number(Setting.LDAP_SCOPE)),
        (int) Math.min(LONGEST_TIMEOUT, settings.number(Setting.LDAP_TIMEOUT)),
        settings.truth(Setting.LDAP_VERIFY_CERT),
        new GroupSettings(
            settings.text(Setting.LDAP_GROUP_BASE_DN),
            settings.text(Setting.LDAP_GROUP_SEARCH_FILTER),
            settings.text(Setting.LDAP_GROUP_ATTRIBUTE_NAME),
            scope(settings.number(Setting.LDAP_GROUP_SEARCH_SCOPE)),
            settings.text(Setting.LDAP_GROUP_ADMIN_DN),
            settings.text(Setting.LDAP_GROUP_MEMBERSHIP_ATTRIBUTE)));
  }

  /// The same, at another address and as somebody else.
  public LdapSettings at(
      String otherUrl, String otherDn, Secret password, int seconds, boolean verified) {
    return new LdapSettings(
        otherUrl,
        otherDn,
        password,
        baseDn,
        filter,
        uid,
        scope,
        Math.clamp(seconds, 1, LONGEST_TIMEOUT),
        verified,
        groups);
  }

  /// The same, with no more patience than so many seconds.
  LdapSettings within(int seconds) {
    return at(url, searchDn, searchPassword, Math.min(seconds, timeoutSeconds), verify);
  }

  private static SearchScope scope(long number) {
    return number == 0 ? SearchScope.BASE : number == 1 ? SearchScope.ONE : SearchScope.SUB;
  }

  @Override
  public String toString() {
    return "LdapSettings[" + url + "]";
  }
}
