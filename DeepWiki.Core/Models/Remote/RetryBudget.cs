namespace DeepWiki.Core.Models.Remote;

/// <summary>Lets about one call in ten be repeated, so that an outage is not multiplied; a quiet provider has ten repeats in hand.</summary>
internal sealed class RetryBudget
{
    private const int TenthsARetry = 10;
    private const int MaxTenths = 100;

    private readonly Lock gate = new();
    private int tenths = MaxTenths;

    public void NoteCall()
    {
        lock (gate)
        {
            tenths = Math.Min(MaxTenths, tenths + 1);
        }
    }

    public bool TryTake()
    {
        lock (gate)
        {
            if (tenths < TenthsARetry)
            {
                return false;
            }

            tenths -= TenthsARetry;
            return true;
        }
    }
}
