package portolan.language.oci;

/// How a manifest is asked for: by tag or by digest.
public sealed interface Reference {
  record ByTag(TagName tag) implements Reference {
    @Override
    public String toString() {
      return tag.value();
    }
  }

  record ByDigest(Digest digest) implements Reference {
    @Override
    public String toString() {
      return digest.value();
    }
  }

  /// Reads a reference from the last part of a path.
  ///
  /// @throws IllegalArgumentException when it is neither a digest nor a tag
  static Reference of(String text) {
    return text.indexOf(':') >= 0 ? new ByDigest(new Digest(text)) : new ByTag(new TagName(text));
  }
}
