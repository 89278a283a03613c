using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Price of a model.</summary>
internal sealed class ModelPrice
{
    /// <summary>Provider it holds for. Default: any.</summary>
    public string? Provider { get; set; }

    /// <summary>Name of the model.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Price of a million tokens of prompts, in any currency.</summary>
    [Range(0, 1_000_000)]
    public double Input { get; set; }

    /// <summary>Price of a million tokens of answers, in the same currency.</summary>
    [Range(0, 1_000_000)]
    public double Output { get; set; }
}
