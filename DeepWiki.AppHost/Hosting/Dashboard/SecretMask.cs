using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepWiki.AppHost.Hosting.Dashboard;

/// <summary>Knows every secret of the graph and hides each in whatever leaves the dashboard.</summary>
internal sealed partial class SecretMask(DistributedApplicationModel model)
{
    public const string Hidden = "••••••••";

    // Shorter ones, such as the key "none", would tear ordinary words apart.
    private const int ShortestHidden = 6;

    private static readonly string[] KnownNames = ["PATH", "HOME", "USER", "LANG", "LC_", "TZ", "TERM", "SHELL", "PWD", "TMPDIR", "HOSTNAME", "DOTNET_", "ASPNETCORE_", "XDG_"];

    private readonly Lock gate = new();
    private readonly List<string> own = [];
    private readonly Lazy<ParameterResource[]> parameters = new(() => [.. model.Resources.SelectMany(Parameters).Where(parameter => parameter.Secret).Distinct()]);
    private string[] values = [];
    private string[] hidden = [];

    // A secret of the host itself.
    public void Add(string secret)
    {
        lock (gate)
        {
            own.Add(secret);
            values = [];
        }
    }

    public string Hide(string text)
    {
        foreach (var secret in Secrets())
        {
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return text;
    }

    // A value of the graph that is a secret, or is built from one.
    public static bool IsSecret(object? source) => source switch
    {
        ParameterResource parameter => parameter.Secret,
        ReferenceExpression expression => expression.Parts.Any(IsSecret),
        IResourceWithConnectionString resource => IsSecret(resource.ConnectionStringExpression),
        _ => false,
    };

    // By its name, or because it is an address with a password in it.
    public static bool IsSecret(string name, string value) => IsSecretName(name) || UserInfo().IsMatch(value);

    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    // Variables of a shell whose values tell nothing of its user's other business.
    public static bool IsKnownName(string name) =>
        name.Contains("__", StringComparison.Ordinal) || KnownNames.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase));

    // Asked for every text of every answer, so the spellings are made anew only when a value has changed: that of a cluster is known late.
    private string[] Secrets()
    {
        lock (gate)
        {
            string[] now = [.. parameters.Value.Select(parameter => parameter.Resolve()), .. own];
            if (!now.AsSpan().SequenceEqual(values))
            {
                // The longest first: one may be a part of another.
                hidden = [.. now.SelectMany(WithPassword).SelectMany(Spellings).Distinct().OrderByDescending(secret => secret.Length)];
                values = now;
            }

            return hidden;
        }
    }

    private static IEnumerable<ParameterResource> Parameters(IResource resource) => resource switch
    {
        ParameterResource parameter => [parameter],
        PostgresServerResource server => [server.PasswordParameter],
        RedisResource { PasswordParameter: { } password } => [password],
        ConnectionStringResource given => given.ConnectionStringExpression.Parts.OfType<ParameterResource>(),
        _ => [],
    };

    // Host=db;Password=abc, db:6379,password=abc and redis://:abc@db carry abc, which may stand alone elsewhere.
    private static IEnumerable<string> WithPassword(string value) =>
        PasswordPart().Matches(value).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["bare"].Value.Trim())
            .Concat(UserInfo().Matches(value).Select(match => Uri.UnescapeDataString(match.Groups["password"].Value)))
            .Prepend(value);

    // As it is, in an address as .NET and as JavaScript write it, and in JSON.
    private static IEnumerable<string> Spellings(string secret)
    {
        if (secret.Length < ShortestHidden)
        {
            return [];
        }

        var address = Uri.EscapeDataString(secret);
        return [secret, address, address.Replace("%21", "!").Replace("%27", "'").Replace("%28", "(").Replace("%29", ")").Replace("%2A", "*"), JsonEncodedText.Encode(secret).ToString()];
    }

    [GeneratedRegex("""(?:^|[;,])\s*(?:password|pwd|psw)\s*=\s*(?:'(?<quoted>[^']*)'|"(?<quoted>[^"]*)"|(?<bare>[^;,]*))""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PasswordPart();

    [GeneratedRegex("://[^/@:]*:(?<password>[^/@]+)@", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UserInfo();

    [GeneratedRegex("KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD$|CREDENTIAL|CONNECTIONSTRING|AUTH|COOKIE|PRIVATE|HEADERS", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
