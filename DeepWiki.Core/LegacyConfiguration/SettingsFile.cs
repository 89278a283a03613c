using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.LegacyConfiguration;

/// <summary>
/// A JSON file of the folder <c>DEEPWIKI_CONFIG_DIR</c>, in the shape it has for the original backend. What is wrong with it stops the
/// service at its start, with the file and the key and never with a value.
/// </summary>
public static class SettingsFile
{
    public const string FolderVariable = "DEEPWIKI_CONFIG_DIR";

    private const int MaxFile = 1 << 20;

    /// <summary>Content of the file; null where no folder is named or the folder has no such file, so that the defaults hold.</summary>
    /// <exception cref="OptionsValidationException">The folder is missing, or the file is no JSON object.</exception>
    public static SettingsNode? Read(IConfiguration configuration, string name)
    {
        if (configuration[FolderVariable] is not { Length: > 0 } folder)
        {
            return null;
        }

        if (!Directory.Exists(folder))
        {
            throw Fault($"{FolderVariable} must name a folder that exists.");
        }

        var file = new FileInfo(Path.Combine(folder, name));
        return file.Exists ? Parse(file, configuration) : null;
    }

    internal static OptionsValidationException Fault(string sentence) => new(FolderVariable, typeof(SettingsFile), [sentence]);

    private static SettingsNode Parse(FileInfo file, IConfiguration configuration)
    {
        try
        {
            if (file.Length > MaxFile)
            {
                throw Fault($"{file.Name} must not be larger than {MaxFile} bytes.");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName).AsMemory());
            var root = new SettingsNode(file.Name, "", document.RootElement.Clone(), configuration);
            return document.RootElement.ValueKind == JsonValueKind.Object ? root : throw Fault($"{file.Name} must hold an object.");
        }
        catch (JsonException exception)
        {
            throw Fault($"{file.Name} is not valid JSON (line {(exception.LineNumber ?? 0) + 1}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault($"{file.Name} cannot be read.");
        }
    }
}
