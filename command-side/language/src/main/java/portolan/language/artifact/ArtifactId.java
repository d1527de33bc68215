package portolan.language.artifact;

/// An artifact's number, as Harbor's API shows it.
public record ArtifactId(int value) {}
