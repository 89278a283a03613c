using DeepWiki.Core.LegacyConfiguration;

namespace DeepWiki.ChatApi.Languages;

/// <summary>The languages a wiki can be kept in, by code, in the order of a menu.</summary>
/// <param name="Names">Names that people read, by code.</param>
/// <param name="Default">Stands in for any that is not among them.</param>
internal sealed record InterfaceLanguages(IReadOnlyList<(string Code, string Name)> Names, string Default)
{
    private const string File = "lang.json";
    private const int MaxCodeLength = 20;

    // The code of the standard, which clients of the original do not know, and theirs.
    private static readonly (string Standard, string Published) Korean = ("ko", "kr");

    private static readonly InterfaceLanguages BuiltIn = new(
        [
            ("en", "English"), ("ja", "Japanese (日本語)"), ("zh", "Mandarin Chinese (中文)"), ("zh-tw", "Traditional Chinese (繁體中文)"), ("es", "Spanish (Español)"),
            ("kr", "Korean (한국어)"), ("vi", "Vietnamese (Tiếng Việt)"), ("pt-br", "Brazilian Portuguese (Português Brasileiro)"), ("fr", "Français (French)"),
            ("ru", "Русский (Russian)"),
        ],
        "en");

    /// <summary>The usual ones, or those of <c>lang.json</c>.</summary>
    public static InterfaceLanguages Read(IConfiguration configuration)
    {
        if (SettingsFile.Read(configuration, File) is not { } file)
        {
            return BuiltIn;
        }

        var names = file.Required("supported_languages").Members().Select(member => (member.Name, NameOf(member.Name, member.Value))).ToList();
        var standard = file.Required("default");
        return names.Exists(known => known.Name == standard.Text())
            ? new InterfaceLanguages(names, standard.Text())
            : throw standard.Fault("must be one of the languages listed");
    }

    /// <summary>The code under which wikis of this language are kept; null for one that is not among them.</summary>
    public string? Find(string code)
    {
        var known = code == Korean.Standard && !Has(code) ? Korean.Published : code;
        return Has(known) ? known : null;
    }

    private bool Has(string code) => Names.Any(known => known.Code == code);

    private static string NameOf(string code, SettingsNode name) =>
        code.Length is > 0 and <= MaxCodeLength && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name.Text()
            : throw name.Fault($"must have a code of at most {MaxCodeLength} letters, digits and hyphens");
}
