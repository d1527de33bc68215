package portolan.server.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a setting is for, as the table in `docs/configuration.md` says it.
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Meaning {
  String value();

  /// The default in words, where it is not a fixed value.
  String otherwise() default "";
}
