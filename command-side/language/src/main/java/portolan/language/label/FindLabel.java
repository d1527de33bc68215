package portolan.language.label;

import java.util.Optional;
import portolan.language.message.Query;

/// The label with this number.
public record FindLabel(LabelId label) implements Query<Optional<LabelDetails>> {}
