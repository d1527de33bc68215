package portolan.language.user;

/// What access decisions need of a user.
public record Account(UserId id, String name, boolean administrator) {}
