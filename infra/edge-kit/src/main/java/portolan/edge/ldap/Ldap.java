package portolan.edge.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import portolan.edge.outside.Hearsay;
import portolan.language.user.Secret;

/// Asks the directory. Blocking. What a caller gives is always the value of a filter, never a part
/// of its form.
final class Ldap {
  private static final int MOST = 500;

  private final LdapSettings settings;

  Ldap(LdapSettings settings) {
    this.settings = settings;
  }

  /// Whether the directory is there and lets us search. Where nobody in particular searches, only
  /// an answer tells a directory from something else that listens.
  void ping() throws LDAPException {
    try (var connection = searcher()) {
      connection.getRootDSE();
    }
  }

  /// The person with this name and this password.
  Optional<LdapPerson> prove(String name, Secret password) throws LDAPException {
    if (password.value().isEmpty()) {
      return Optional.empty(); // a bind without a password proves nothing
    }
    try (var connection = searcher()) {
      var found = people(connection, name);
      if (found.size() != 1 || found.getFirst().name().isBlank()) {
        return Optional.empty();
      }
      connection.bind(found.getFirst().dn(), password.value());
      return Optional.of(found.getFirst());
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// People by name.
  ///
  /// @param name empty for everybody
  List<LdapPerson> people(String name) throws LDAPException {
    try (var connection = searcher()) {
      return people(connection, name);
    }
  }

  /// Groups by name.
  ///
  /// @param name empty for every group
  List<LdapGroup> groups(String name) throws LDAPException {
    var groups = settings.groups();
    try (var connection = searcher()) {
      var base = groups.baseDn().isEmpty() ? settings.baseDn() : groups.baseDn();
      return search(
              connection, base, groups.scope(), both(groups.filter(), named(groupName(), name)))
          .stream()
          .map(this::group)
          .toList();
    }
  }

  /// The group at a place, when there is one.
  Optional<LdapGroup> group(DN dn) throws LDAPException {
    try (var connection = searcher()) {
      var filter = both(settings.groups().filter(), Filter.createPresenceFilter("objectClass"));
      return search(connection, dn.toString(), SearchScope.BASE, filter).stream()
          .map(this::group)
          .findFirst();
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<LdapPerson> people(LDAPConnection connection, String name) throws LDAPException {
    return search(
            connection,
            settings.baseDn(),
            settings.scope(),
            both(settings.filter(), named(settings.uid(), name)))
        .stream()
        .map(this::person)
        .toList();
  }

  private List<SearchResultEntry> search(
      LDAPConnection connection, String base, SearchScope scope, Filter filter)
      throws LDAPException {
    var request = new SearchRequest(base, scope, filter, "*", settings.groups().membership());
    request.setSizeLimit(MOST);
    request.setTimeLimitSeconds(settings.timeoutSeconds());
    return connection.search(request).getSearchEntries();
  }

  private LDAPConnection searcher() throws LDAPException {
    var connection = LdapConnectionMaker.open(settings);
    try {
      if (!settings.searchDn().isEmpty()) {
        connection.bind(settings.searchDn(), settings.searchPassword().value());
      }
      return connection;
    } catch (LDAPException e) {
      connection.close();
      // That we ourselves are not let in says nothing of the person who signs in.
      throw e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
          ? new LDAPException(
              ResultCode.INAPPROPRIATE_AUTHENTICATION, "the search DN or its password is wrong")
          : e;
    }
  }

  private static Filter named(String attribute, String name) {
    return name.isEmpty()
        ? Filter.createPresenceFilter(attribute)
        : Filter.createEqualityFilter(attribute, name);
  }

  private static Filter both(String configured, Filter wanted) throws LDAPException {
    if (configured.isBlank()) {
      return wanted;
    }
    var text = configured.strip();
    return Filter.createANDFilter(
        Filter.create(text.startsWith("(") ? text : "(" + text + ")"), wanted);
  }

  private LdapPerson person(SearchResultEntry entry) {
    var groups = entry.getAttributeValues(settings.groups().membership());
    return new LdapPerson(
        entry.getDN(),
        first(entry, settings.uid()),
        first(entry, "cn", "uid"),
        first(entry, "mail", "email"),
        groups == null ? List.of() : List.of(groups));
  }

  private LdapGroup group(SearchResultEntry entry) {
    return new LdapGroup(first(entry, groupName(), "cn"), entry.getDN());
  }

  private String groupName() {
    var attribute = settings.groups().nameAttribute();
    return attribute.isEmpty() ? "cn" : attribute;
  }

  private static String first(SearchResultEntry entry, String... attributes) {
    return Arrays.stream(attributes)
        .map(entry::getAttributeValue)
        .filter(Objects::nonNull)
        .map(Hearsay::text)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }
}
