package portolan.acceptance.contract;

import java.util.Arrays;

/// The kinds of callers, as the table calls them.
enum Kind {
  NOBODY("an"),
  STRANGER("no"),
  ADMIN_OF_ANOTHER("oa"),
  ROBOT_OF_ANOTHER("xr"),
  LIMITED_GUEST("lg"),
  GUEST("gu"),
  DEVELOPER("de"),
  MAINTAINER("ma"),
  PROJECT_ADMIN("pa"),
  ROBOT_WITH("r+"),
  ROBOT_WITHOUT("r-"),
  SYSTEM_ROBOT_WITH("s+"),
  SYSTEM_ROBOT_WITHOUT("s-"),
  ADMINISTRATOR("sa");

  private final String column;

  Kind(String column) {
    this.column = column;
  }

  static Kind of(String column) {
    return Arrays.stream(values())
        .filter(it -> it.column.equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of caller: " + column));
  }
}
