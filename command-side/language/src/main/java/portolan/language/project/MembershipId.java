package portolan.language.project;

/// A membership's number.
public record MembershipId(int value) {}
