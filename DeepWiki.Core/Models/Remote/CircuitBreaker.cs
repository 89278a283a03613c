namespace DeepWiki.Core.Models.Remote;

/// <summary>Stops asking a model that is down: after five outages in a row nothing goes out for 30 s, then one call finds out.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    public const int Failures = 5;

    private readonly Lock gate = new();
    private int failures;
    private long openedAt;
    private bool trying;

    public static TimeSpan BreakDuration { get; } = TimeSpan.FromSeconds(30);

    /// <summary>True while calls are refused.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate)
            {
                return failures >= Failures && time.GetElapsedTime(openedAt) < BreakDuration;
            }
        }
    }

    /// <summary>True when a call may go out. Each that may must report its end, by one of the three methods below.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (failures < Failures)
            {
                return true;
            }

            if (trying || time.GetElapsedTime(openedAt) < BreakDuration)
            {
                return false;
            }

            trying = true;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            failures = 0;
            trying = false;
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            failures++;
            openedAt = time.GetTimestamp();
            trying = false;
        }
    }

    /// <summary>The caller left before the provider showed how it is.</summary>
    public void Abandoned()
    {
        lock (gate)
        {
            trying = false;
        }
    }
}
