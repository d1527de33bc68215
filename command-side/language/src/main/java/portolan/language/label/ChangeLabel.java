package portolan.language.label;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change what people see of a label.
public record ChangeLabel(LabelId label, LabelSpec spec) implements Command<Done> {}
