package portolan.language.tag;

import java.time.Instant;
import portolan.language.oci.TagName;

/// A tag as lists show it.
public record TagDetails(TagId id, TagName name, Instant pushedAt) {}
