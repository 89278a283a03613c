using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Indexer.Indexing;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Architecture;

/// <summary>Every option of every service stands in docs/configuration.md with its default and range as the code has them.</summary>
[Trait("Category", "Architecture")]
public sealed class ConfigurationPageTests
{
    private static readonly Assembly[] Services = [typeof(ModelOptions).Assembly, typeof(SecurityOptions).Assembly, typeof(IndexingOptions).Assembly];

    // Their defaults depend on the machine.
    private static readonly string[] Folders = ["Git:WorkRoot", "Indexing:WorkRoot"];

    [Fact]
    public void Every_option_is_on_the_page_with_its_variable_default_and_range()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "configuration.md"));

        var missing = Services
            .SelectMany(assembly => assembly.GetTypes())
            .Where(HasSection)
            .SelectMany(type => RowsOf(SectionOf(type), Activator.CreateInstance(type)))
            .Where(row => !page.Contains(row, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal("", string.Join('\n', missing));
    }

    private static bool HasSection(Type type) => type.IsClass && SectionOf(type) is not null;

    private static string? SectionOf(Type type) =>
        type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field ? (string?)field.GetRawConstantValue() : null;

    private static IEnumerable<string> RowsOf(string? section, object? options)
    {
        foreach (var property in options?.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsBound) ?? [])
        {
            var name = $"{section}:{property.Name}";
            if (property.IsDefined(typeof(ValidateObjectMembersAttribute)))
            {
                foreach (var row in RowsOf(name, property.GetValue(options)))
                {
                    yield return row;
                }

                continue;
            }

            var isList = typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string);
            var variable =
                name.Replace(":", "__", StringComparison.Ordinal)
                + (
                    isList
                        ? typeof(IDictionary).IsAssignableFrom(property.PropertyType)
                            ? "__NAME"
                            : "__0"
                        : "");
            var fallback = Folders.Contains(name) ? "" : $" {Shown(property.GetValue(options))} |{Range(property)}";
            yield return $"| `{name}` | `{variable}` |{fallback}";
        }
    }

    private static bool IsBound(PropertyInfo property) =>
        property.SetMethod?.IsPublic == true || (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string));

    private static string Range(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? $" {Shown(range.Minimum)} – {Shown(range.Maximum)} |"
        : " any |";

    private static string Shown(object? value) => value switch
    {
        null => "none",
        TimeSpan span => $"`{span.ToString(span.Days == 0 ? @"hh\:mm\:ss\.FFFFFFF" : "c", CultureInfo.InvariantCulture).TrimEnd('.')}`",
        double unbounded when unbounded >= long.MaxValue => "unbounded",
        string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && text.Contains(':') => Shown(span),
        string text => $"`{text}`",
        bool flag => flag ? "`true`" : "`false`",
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>().Select(Shown)) : "none",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };
}
