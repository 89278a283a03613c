namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>An endpoint; there is no proxy, so its port is the one the process binds.</summary>
internal sealed class EndpointAnnotation(string name, string scheme) : IResourceAnnotation
{
    public string Name => name;

    public string Scheme => scheme;

    public int? Port { get; set; }

    // What a deployment says; the local process binds Port.
    public int? PublicPort { get; init; }

    public int? TargetPort { get; init; }

    public string? Variable { get; init; }

    public bool IsExternal { get; set; }

    public int? AllocatedPort { get; set; }
}
