package portolan.language.tag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.TagName;

/// A tag as lists show it.
///
/// @param pulledAt when something was pulled by it last; null when nothing ever was
public record TagDetails(TagId id, TagName name, Instant pushedAt, @Nullable Instant pulledAt) {}
