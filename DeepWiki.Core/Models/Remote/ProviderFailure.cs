using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Models.Remote;

/// <summary>A failed call to a provider on its way from where it was noticed to where it is repeated or reported.</summary>
internal sealed class ProviderFailure : Exception
{
    private const int TooManyRequests = 429;

    public ProviderFailure(DeepWikiException error, bool transient = false, int? status = null, Exception? cause = null, bool circuitOpen = false)
        : base(error.Message, cause)
    {
        Error = error;
        Transient = transient;
        Status = status;
        CircuitOpen = circuitOpen;
    }

    /// <summary>Error the user is told.</summary>
    public DeepWikiException Error { get; }

    /// <summary>True when the same request may succeed at once or after the pause the provider asked for.</summary>
    public bool Transient { get; }

    /// <summary>The HTTP status; null when no response came.</summary>
    public int? Status { get; }

    /// <summary>True when nothing was sent, because the provider is known to be down.</summary>
    public bool CircuitOpen { get; }

    /// <summary>The provider's own words, not fit for a user; null when it said nothing.</summary>
    public ProviderError? Said { get; init; }

    /// <summary>True when the provider itself seems to be down: not when it refuses or slows down one caller.</summary>
    public bool IsOutage => (Transient && Status != TooManyRequests) || Error.Code == ErrorCode.ModelTimeout;
}
