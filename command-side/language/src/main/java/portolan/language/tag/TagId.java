package portolan.language.tag;

/// A tag's number, as Harbor's API shows it. A tag deleted and made again has another.
public record TagId(int value) {}
