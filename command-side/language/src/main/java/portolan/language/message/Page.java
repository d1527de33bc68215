package portolan.language.message;

import java.util.List;

/// A page of a list and the size of the whole.
public record Page<T>(List<T> items, long total) {}
