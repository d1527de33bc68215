package portolan.language.trust;

import java.util.Map;
import java.util.Set;
import portolan.language.access.Permission;

/// Whom a rule trusts, and with what.
///
/// @param issuer whose tokens, to the letter
/// @param audience whom a token must be meant for, among others
/// @param claims a pattern ([portolan.language.pattern.Doublestar]) for each claim that must be
///   there; a claim is named, or pointed at by a JSON pointer
/// @param access what it gives in its project
/// @param lifetimeSeconds how long what it gives is good
public record TrustRuleSpec(
    String name,
    String description,
    String issuer,
    String audience,
    Map<String, String> claims,
    Set<Permission> access,
    long lifetimeSeconds,
    boolean disabled) {}
