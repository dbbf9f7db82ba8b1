"""What every test shares: how Hypothesis looks for counter-examples."""

from hypothesis import HealthCheck, settings

# No deadline: the first example of a test loads rules. The search stays random; a failure prints how to repeat it.
settings.register_profile("timeline", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("timeline")
