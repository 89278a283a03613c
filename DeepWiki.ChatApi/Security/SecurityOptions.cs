namespace DeepWiki.ChatApi.Security;

/// <summary>Options of access: callers, their networks and the host names of the service.</summary>
internal sealed class SecurityOptions
{
    public const string SectionName = "Security";

    /// <summary>
    /// Rights of callers without a key: <c>full</c>, <c>read</c> or <c>none</c>. Default: <c>full</c> in Development and where the service
    /// listens on loopback alone, else <c>read</c>.
    /// </summary>
    public AnonymousUse? Anonymous { get; set; }

    /// <summary>Keys that callers send as <c>Authorization: Bearer KEY</c>, each of 20 printable characters or more. Default none.</summary>
    public IList<string> ApiKeys { get; } = [];

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
