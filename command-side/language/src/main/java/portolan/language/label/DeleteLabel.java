package portolan.language.label;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a label, and take it off every artifact.
public record DeleteLabel(LabelId label) implements Command<Done> {}
