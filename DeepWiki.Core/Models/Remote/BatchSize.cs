namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// Learns how many texts a provider takes in one request, from batches that were refused although it takes their halves; remembered for a day. Between
/// the largest size that works and the smallest that does not it tries the middle.
/// </summary>
internal sealed class BatchSize(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private int works;
    private int refused = int.MaxValue;
    private DateTimeOffset expires;

    /// <summary>Size for the next batch; at most <paramref name="most"/>.</summary>
    public int Next(int most)
    {
        lock (gate)
        {
            Forget();
            return refused > most ? most : Math.Max(1, works + ((refused - works) / 2));
        }
    }

    /// <summary>A batch was refused, both halves of which were taken.</summary>
    public void NoteTooLarge(int size, int half)
    {
        lock (gate)
        {
            Forget();
            refused = Math.Min(refused, size);
            works = Math.Min(Math.Max(works, half), refused - 1);
            expires = time.GetUtcNow() + Lifetime;
        }
    }

    public void NoteTaken(int size)
    {
        lock (gate)
        {
            if (refused != int.MaxValue && size > works)
            {
                works = Math.Min(size, refused - 1);
            }
        }
    }

    private void Forget()
    {
        if (refused != int.MaxValue && time.GetUtcNow() >= expires)
        {
            (works, refused) = (0, int.MaxValue);
        }
    }
}
