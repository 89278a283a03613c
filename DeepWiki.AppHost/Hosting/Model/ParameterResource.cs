namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside the graph.</summary>
public class ParameterResource : Resource, IValueProvider, IManifestExpressionProvider
{
    private readonly Lock gate = new();
    private readonly Func<ParameterDefault?, string> callback;
    private string? value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        this.callback = callback;
        Secret = secret;
    }

    public bool Secret { get; }

    public ParameterDefault? Default { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    internal bool PublishesDefault { get; init; }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Resolve());

    internal string Resolve()
    {
        // Once: a generated password must be the same for the server and its clients.
        lock (gate)
        {
            return value ??= callback(Default);
        }
    }

    // The password that an existing cluster was made with.
    internal void Fix(string known)
    {
        lock (gate)
        {
            value = known;
        }
    }
}
