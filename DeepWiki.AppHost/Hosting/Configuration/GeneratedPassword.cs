using System.Security.Cryptography;

namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>A password that needs no quoting in connection strings and is hard to misread.</summary>
internal sealed class GeneratedPassword(string special) : ParameterDefault
{
    public const string Special = "-_.{}~()*+!";
    public const int Length = 22;

    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ0123456789";

    public bool HasSpecial => special.Length > 0;

    public static ParameterResource Parameter(IDistributedApplicationBuilder builder, string name, string special) =>
        new(name, standard => builder.Configuration[$"Parameters:{name}"] ?? standard?.GetDefaultValue() ?? "", secret: true)
        {
            Default = new GeneratedPassword(special),
        };

    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Letters + special, Length);
}
