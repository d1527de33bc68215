package portolan.language.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name and revision under which an event is stored. Never changed once released: a new form is
/// a new revision with an upcaster from the old one.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventName {
  /// Kebab case, past tense: `tag-moved`.
  String value();

  int revision() default 1;
}
