using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Modules;

/// <summary>Reads manifests of packages: only what they say, nothing that a tool would work out.</summary>
internal static partial class PackageReader
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int MaxLength = 400_000;
    private const int MaxEntries = 40;

    /// <summary>The package that a manifest describes; null when the file is none or cannot be read.</summary>
    public static Package? Read(PageFile file)
    {
        var text = string.Join('\n', file.Join().Select(block => block.Text));
        if (text.Length is 0 or > MaxLength || file.Blocks[0].StartLine > 1)
        {
            // What begins further down was indexed in part.
            text = text.Length > MaxLength ? "" : text;
        }

        var lines = text.Split('\n');
        var first = file.Blocks.Count > 0 ? file.Blocks[0].StartLine : 1;
        var package = Path.GetFileName(file.Path).ToLowerInvariant() switch
        {
            "package.json" or "composer.json" => ReadJson(file.Path, text, lines),
            "cargo.toml" or "pyproject.toml" => ReadToml(file.Path, lines),
            "setup.cfg" => ReadToml(file.Path, lines),
            "go.mod" => ReadGo(file.Path, lines),
            "pom.xml" => ReadMaven(file.Path, text),
            "makefile" => ReadMake(file.Path, lines),
            _ when Path.GetExtension(file.Path) is ".csproj" or ".fsproj" => ReadProject(file.Path, text),
            _ => null,
        };
        return package is null || first == 1 ? package : package with
        {
            Line = package.Line + first - 1,
            Requirements = [.. package.Requirements.Select(entry => entry with { Line = entry.Line + first - 1 })],
            Scripts = [.. package.Scripts.Select(entry => entry with { Line = entry.Line + first - 1 })],
        };
    }

    private static Package? ReadJson(string path, string text, string[] lines)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var root = json.RootElement;
            var name = Text(root, "name");
            var isNode = path.EndsWith("package.json", StringComparison.OrdinalIgnoreCase);
            var isPrivate = root.TryGetProperty("private", out var hidden) && hidden.ValueKind == JsonValueKind.True;
            return new Package(path, name)
            {
                Description = Text(root, "description"),
                Line = LineOf(lines, "\"description\"") is > 0 and var line ? line : 1,
                Dependencies = [.. Members(root, "dependencies").Concat(Members(root, "devDependencies")).Concat(Members(root, "require"))
                    .Select(pair => pair.Name)],
                Install = name.Length == 0 || isPrivate ? null : isNode ? $"npm install {name}" : $"composer require {name}",
                Requirements = [.. Members(root, "engines").Select(pair => new ManifestEntry(pair.Name, pair.Value, LineOf(lines, $"\"{pair.Name}\"")))],
                Scripts = [.. Members(root, "scripts").Take(MaxEntries)
                    .Select(pair => new ManifestEntry(isNode ? $"npm run {pair.Name}" : $"composer {pair.Name}", pair.Value,
                        LineOf(lines, $"\"{pair.Name}\"")))],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, string Value)> Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String)
                .Select(member => (member.Name, member.Value.GetString() ?? ""))
            : [];

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static int LineOf(string[] lines, string text) => Math.Max(1, Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal)) + 1);

    // [package]   name = "ripgrep"   rust-version = "1.85"   setup.cfg has no quotes.
    private static Package? ReadToml(string path, string[] lines)
    {
        var table = "";
        var values = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        var dependencies = new List<string>();
        var references = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line is ['[', ..])
            {
                table = line.Trim('[', ']', ' ');
                if (DependencyTable().Match(table) is { Success: true } own)
                {
                    dependencies.Add(own.Groups["name"].Value);
                }
            }
            else if (Assignment().Match(line) is { Success: true } match)
            {
                var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value.Trim());
                var text = value is ['"' or '\'', ..] && value.IndexOf(value[0], 1) is > 0 and var end ? value[1..end] : value;
                if (table is "package" or "project" or "tool.poetry" or "metadata" or "options")
                {
                    values.TryAdd(key, new ManifestEntry(key, text, i + 1));
                }
                else if (table.EndsWith("dependencies", StringComparison.Ordinal))
                {
                    dependencies.Add(key);
                }

                if (PathValue().Match(value) is { Success: true } local && table.Contains("dependencies", StringComparison.Ordinal))
                {
                    references.Add(local.Groups["path"].Value);
                }
            }
        }

        var name = values.GetValueOrDefault("name")?.Value ?? "";
        var isRust = path.EndsWith("Cargo.toml", StringComparison.Ordinal);
        var description = values.GetValueOrDefault("description");
        var isProgram = isRust && lines.Any(line => line.Trim() == "[[bin]]");
        var required = new[] { "requires-python", "python_requires", "rust-version", "edition" }.Select(key => values.GetValueOrDefault(key))
            .OfType<ManifestEntry>();
        return name.Length == 0 && dependencies.Count == 0 ? null : new Package(path, name)
        {
            Description = description?.Value.Trim('"') is { Length: > 0 } words && !words.StartsWith("file:", StringComparison.Ordinal) ? words : "",
            Line = description?.Line ?? values.GetValueOrDefault("name")?.Line ?? 1,
            Dependencies = dependencies,
            References = references,
            Install = name.Length == 0 ? null : !isRust ? $"pip install {name}" : isProgram ? $"cargo install {name}" : $"cargo add {name}",
            Requirements = [.. required],
        };
    }

    private static Package? ReadGo(string path, string[] lines)
    {
        var at = Array.FindIndex(lines, line => line.StartsWith("module ", StringComparison.Ordinal));
        if (at < 0)
        {
            return null;
        }

        var name = lines[at]["module ".Length..].Trim();
        var version = Array.FindIndex(lines, line => line.StartsWith("go ", StringComparison.Ordinal));
        return new Package(path, name)
        {
            Line = at + 1,
            Install = name.Contains('.') ? $"go get {name}" : null,
            Requirements = version < 0 ? [] : [new ManifestEntry("Go", lines[version][3..].Trim(), version + 1)],
            Dependencies = [.. lines.Select(line => GoRequire().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)],
        };
    }

    private static Package? ReadMaven(string path, string text)
    {
        if (Xml(text) is not { } root)
        {
            return null;
        }

        XNamespace space = root.Name.Namespace;
        string Value(string name) => root.Element(space + name)?.Value.Trim() ?? "";
        var group = Value("groupId") is { Length: > 0 } own ? own : root.Element(space + "parent")?.Element(space + "groupId")?.Value.Trim() ?? "";
        var artifact = Value("artifactId");
        var properties = root.Element(space + "properties")?.Elements() ?? [];
        return new Package(path, artifact)
        {
            Description = string.Join(' ', Value("description").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            Line = LineOf(root.Element(space + "description") ?? root.Element(space + "artifactId")),
            Dependencies =
                [.. root.Element(space + "dependencies")?.Elements(space + "dependency").Select(item => item.Element(space + "artifactId")?.Value.Trim()
                    ?? "") ?? []],
            Requirements = [.. properties.Where(item =>
                item.Name.LocalName is "maven.compiler.release" or "java.version" or "maven.compiler.target" or "maven.compiler.source")
                .Take(1).Select(item => new ManifestEntry("Java", item.Value.Trim(), LineOf(item)))],
            Install = Value("packaging") == "pom" || group.Length == 0 ? null : $"{group}:{artifact}",
        };
    }

    private static Package? ReadProject(string path, string text)
    {
        if (Xml(text) is not { } root)
        {
            return null;
        }

        var values = root.Elements().Where(item => item.Name.LocalName == "PropertyGroup").Elements()
            .GroupBy(item => item.Name.LocalName, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var name = new[] { "PackageId", "AssemblyName" }.Select(key => values.GetValueOrDefault(key)?.Value.Trim())
            .FirstOrDefault(value => value is { Length: > 0 } && !value.Contains('$')) ?? Path.GetFileNameWithoutExtension(path);
        var frameworks = values.GetValueOrDefault("TargetFrameworks") ?? values.GetValueOrDefault("TargetFramework");
        var description = values.GetValueOrDefault("Description");
        return new Package(path, name)
        {
            Description = string.Join(' ', (description?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            Line = LineOf(description ?? root),
            References =
                [.. root.Descendants().Where(item => item.Name.LocalName == "ProjectReference").Select(item => (item.Attribute("Include")?.Value ?? "")
                    .Replace('\\', '/'))],
            Requirements = frameworks is null || frameworks.Value.Contains('$') ? []
                : [new ManifestEntry(name, frameworks.Value.Trim().Replace(";", ", ", StringComparison.Ordinal), LineOf(frameworks))],
            Install = values.ContainsKey("Description") || values.ContainsKey("PackageTags") || values.ContainsKey("PackageId") ? $"dotnet add package {name}"
                : null,
        };
    }

    private static Package? ReadMake(string path, string[] lines)
    {
        var scripts = new List<ManifestEntry>();
        for (var i = 0; i < lines.Length && scripts.Count < MaxEntries; i++)
        {
            if (MakeTarget().Match(lines[i]) is { Success: true } target)
            {
                var recipe = lines.Skip(i + 1).TakeWhile(line => line.StartsWith('\t')).Select(line => line.Trim().TrimStart('@', '-'))
                    .FirstOrDefault(line => !line.StartsWith("$(info", StringComparison.Ordinal) && !line.StartsWith("echo", StringComparison.Ordinal))
                    ?? lines[i][(lines[i].IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                scripts.Add(new ManifestEntry($"make {target.Groups["name"].Value}", recipe, i + 1));
            }
        }

        return scripts.Count == 0 ? null : new Package(path, "") { Scripts = [.. scripts.DistinctBy(script => script.Name, StringComparer.Ordinal)] };
    }

    private static XElement? Xml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static int LineOf(XElement? element) => element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;

    [GeneratedRegex(@"^(?<key>[A-Za-z][\w\-.]*)\s*=\s*(?<value>.+)$", Linear)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"dependencies\.(?<name>[\w\-]+)$", Linear)]
    private static partial Regex DependencyTable();

    [GeneratedRegex(@"\bpath\s*=\s*""(?<path>[^""]+)""", Linear)]
    private static partial Regex PathValue();

    [GeneratedRegex(@"^\s*(require\s+)?(?<name>[\w.\-]+\.[a-z]+/[\w.\-/]+)\s+v", Linear)]
    private static partial Regex GoRequire();

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w\-]*)\s*:([^=]|$)", Linear)]
    private static partial Regex MakeTarget();
}
