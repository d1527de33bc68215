package portolan.command.edge.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.edge.identity.PersonNames;

/// What may be said of people, as in Harbor.
final class PersonRules {
  private static final String ILLEGAL = "contains illegal characters";
  private static final Pattern FORBIDDEN = Pattern.compile("[,\"~#%$]|\\p{Cntrl}");
  private static final String ATOM = "[^\\s\\p{Cntrl}@<>()\\[\\],;:.\\\\\"]+";
  private static final String HOST = "(?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,}";
  private static final String IP = "\\[\\d{1,3}(?:\\.\\d{1,3}){3}]";
  private static final Pattern EMAIL =
      Pattern.compile("%1$s(?:\\.%1$s)*@(?:%2$s|%3$s)".formatted(ATOM, HOST, IP));
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_COMMENT = 30;

  private PersonRules() {}

  static String name(@Nullable String value) {
    var name = filled("username", Complaints.text("username", value));
    if (!PersonNames.isClear(name)) {
      throw Complaints.badValue("username", ILLEGAL);
    }
    if (PersonNames.isReserved(name)) {
      throw Complaints.badValue("username", "is reserved");
    }
    return name;
  }

  static String realName(@Nullable String value) {
    var name = filled("realname", value == null ? "" : value);
    if (name.length() > LONGEST_NAME) {
      throw Complaints.badValue("realname", "with illegal length");
    }
    if (FORBIDDEN.matcher(name).find()) {
      throw Complaints.badValue("realname", ILLEGAL);
    }
    return name;
  }

  private static String filled(String field, String name) {
    if (name.isEmpty()) {
      throw Complaints.badValue(field, "with illegal length");
    }
    return name;
  }

  static String email(@Nullable String value) {
    var email = Complaints.text("email", value);
    if (email.isEmpty()) {
      throw Complaints.badValue("email", "can't be empty");
    }
    if (!EMAIL.matcher(email).matches()) {
      throw Complaints.badValue("email", "with illegal format");
    }
    return email;
  }

  static String comment(@Nullable String value) {
    var comment = value == null ? "" : value;
    if (comment.length() > LONGEST_COMMENT) {
      throw Complaints.badValue("comment", "with illegal length");
    }
    return comment;
  }
}
