using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.LegacyConfiguration;

/// <summary>A value of a <see cref="SettingsFile"/>, and where it stands.</summary>
public sealed partial class SettingsNode
{
    private readonly string file;
    private readonly string key;
    private readonly JsonElement value;
    private readonly IConfiguration configuration;

    internal SettingsNode(string file, string key, JsonElement value, IConfiguration configuration) =>
        (this.file, this.key, this.value, this.configuration) = (file, key, value, configuration);

    /// <summary>The members of an object, in the order of the file.</summary>
    public IReadOnlyList<(string Name, SettingsNode Value)> Members() => value.ValueKind == JsonValueKind.Object
        ? [.. value.EnumerateObject().Select(member => (member.Name, At(member.Name, member.Value)))]
        : throw Fault("must be an object");

    /// <summary>A member that need not be there; null counts as absent.</summary>
    public SettingsNode? Optional(string name) =>
        value.ValueKind != JsonValueKind.Object ? throw Fault("must be an object")
        : value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? At(name, member)
        : null;

    public SettingsNode Required(string name) => Optional(name) ?? throw At(name, default).Fault("is required");

    /// <summary>Text that is not empty, every <c>${NAME}</c> replaced from the environment.</summary>
    public string Text()
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Fault("must be text");
        }

        var text = Placeholder().Replace(value.GetString() ?? "", match =>
            configuration[match.Groups["name"].Value] ?? throw Fault($"uses ${{{match.Groups["name"].Value}}}, which is not set"));
        return text.Length > 0 && !text.Any(char.IsControl) ? text : throw Fault("must not be empty, and hold no control characters");
    }

    public IReadOnlyList<string> Texts() => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select((item, index) => At(index.ToString(CultureInfo.InvariantCulture), item).Text())]
        : throw Fault("must be a list");

    public bool Flag() => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault("must be true or false");

    public float Number(float least, float most) =>
        float.TryParse(Digits(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault($"must be a number from {least} to {most}");

    public int Integer(int least, int most) =>
        int.TryParse(Digits(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault($"must be a whole number from {least} to {most}");

    /// <summary>The error that says which rule this value breaks.</summary>
    public OptionsValidationException Fault(string rule) => SettingsFile.Fault($"{file}: {key} {rule}.");

    // A number out of the environment is text.
    private string Digits() => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => Text(),
        _ => "",
    };

    private SettingsNode At(string name, JsonElement member) => new(file, key.Length == 0 ? name : $"{key}.{name}", member, configuration);

    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
