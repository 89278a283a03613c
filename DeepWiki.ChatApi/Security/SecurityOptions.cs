namespace DeepWiki.ChatApi.Security;

/// <summary>Who may reach the service from a browser and under which names.</summary>
internal sealed class SecurityOptions
{
    public const string SectionName = "Security";

    /// <summary>Origins besides loopback and the request's own host, such as <c>https://wiki.example.org</c>; <c>*</c> opens it to all. Default none.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Names the service answers to. Default: a connection from loopback must name loopback or this machine, others are not checked.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// <c>single</c>: all callers are one person. <c>many</c>: what is not proved public is only for the caller who saved it.
    /// Default: single where only loopback is bound, else many.
    /// </summary>
    public Tenancy? Tenancy { get; set; }
}
