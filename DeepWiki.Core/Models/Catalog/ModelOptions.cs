using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Options of models: the choice and the addresses. Keys and addresses have the names of environment variables that other tools use as well.</summary>
internal sealed class ModelOptions
{
    public const string SectionName = "Models";

    private const string Automatic = "auto";
    private const int DefaultCallsAtOnce = 2_000;

    /// <summary>Serves requests that name no provider. Default <c>auto</c>: the first provider with a key, else <c>local</c>.</summary>
    public string DefaultProvider { get; set; } = Automatic;

    /// <summary>Base addresses that replace the usual ones, by provider. Default: none.</summary>
    public Dictionary<string, string> BaseAddresses { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Address of an HTTP proxy for all providers. Default: none; the machine's own proxy settings are not used.</summary>
    public string? Proxy { get; set; }

    /// <summary>Time until a connection must stand. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time from the request to the first text of the answer, repeated tries included. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan FirstDeltaTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two events of an answer. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan DeltaTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time of the whole answer. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries after the first one, as long as no text has come. Default 2.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>A provider that asks for a longer pause is not asked again. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Chats under way with one provider; more wait in order. Default null: as many as answers may run, <c>Chat:MaxAnswers</c>.</summary>
    [Range(1, 100_000)]
    public int? MaxConcurrentCalls { get; set; }

    /// <summary>Time that a chat waits for its turn; after it the caller is told to come back. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>An answer ends here as if the model had reached its own limit. Default 1 Mi.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxAnswerCharacters { get; set; } = 1 << 20;

    /// <summary>Prices that the cost of wikis is told by. Default: none, and no cost is told.</summary>
    public List<ModelPrice> Prices { get; } = [];

    internal int CallsAtOnce => MaxConcurrentCalls ?? DefaultCallsAtOnce;

    /// <summary>The provider that is named; null for the automatic choice.</summary>
    internal string? NamedDefault => string.IsNullOrWhiteSpace(DefaultProvider) || DefaultProvider == Automatic ? null : DefaultProvider;
}
