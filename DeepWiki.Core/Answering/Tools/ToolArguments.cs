using System.Globalization;
using System.Text.Json;
using Microsoft.SemanticKernel;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Reads the arguments of a call as models write them: numbers as text, whole texts as one-element lists, nulls for what is left out.</summary>
internal static class ToolArguments
{
    /// <summary>Reads the arguments that the function knows.</summary>
    /// <returns>One sentence on what is wrong; null when nothing is.</returns>
    public static string? Read(KernelFunction function, IDictionary<string, object?>? given, out Dictionary<string, object?> arguments)
    {
        arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parameter in function.Metadata.Parameters)
        {
            var value = Find(given, parameter.Name);
            if (value is null)
            {
                if (parameter.IsRequired)
                {
                    return $"{function.Name} needs the argument {parameter.Name}: {parameter.Description}.";
                }

                continue;
            }

            if (parameter.ParameterType == typeof(string))
            {
                arguments[parameter.Name] = value;
            }
            else if (int.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                arguments[parameter.Name] = number;
            }
            else
            {
                return $"the argument {parameter.Name} of {function.Name} must be a whole number.";
            }
        }

        return null;
    }

    /// <summary>An argument as text; null when it is not given. Names are matched as models spell them: <c>start_line</c> is <c>startLine</c>.</summary>
    public static string? Find(IDictionary<string, object?>? given, string name) =>
        given?.Where(pair => string.Equals(pair.Key.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase))
            .Select(pair => Text(pair.Value)).FirstOrDefault(text => text is not null);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        JsonElement { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 1 => Text(list[0]),
        JsonElement element => element.GetRawText(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
