using System.Reflection;
using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>docs/security.md names tests that exist.</summary>
[Trait("Category", "Architecture")]
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_of_the_page_exists()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "security.md"));
        var types = Assembly.GetExecutingAssembly().GetTypes().Where(type => type.IsPublic).ToList();
        var names = types
            .Select(type => type.Name)
            .Concat(
                types.SelectMany(type =>
                    type.GetMethods().Where(method => method.DeclaringType == type).SelectMany(method => (string[])[$"{type.Name}.{method.Name}", method.Name]))
            )
            .Concat(types.SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic).Select(method => $"{type.Name}.{method.Name}")))
            .ToHashSet(StringComparer.Ordinal);

        var named = Row().Matches(page).SelectMany(row => Name().Matches(row.Groups["tests"].Value)).Select(name => name.Groups["name"].Value).ToList();

        Assert.True(named.Count > 20);
        Assert.Equal("", string.Join('\n', named.Where(name => !names.Contains(name))));
    }

    [GeneratedRegex(@"^\| [^|]+ \| (?<tests>`[A-Z][^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z_.]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
