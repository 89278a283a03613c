using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode;

/// <summary>A language, known by the extension of its files.</summary>
/// <param name="Fence">The word after the opening fence of quoted lines.</param>
/// <param name="Ctags">The extension ctags knows the language by; null when ctags does not know it.</param>
/// <param name="Comments">The marks of its comments.</param>
/// <param name="IsCode">True when it is a programming, query, interface or shell language rather than a format of documents.</param>
internal sealed record SourceLanguage(string Fence, string? Ctags, CommentStyle Comments, bool IsCode)
{
    // Fence, extension for ctags, comments, extensions of files.
    private const string Code =
        """
        ada          adb    dashes            .ada .adb .ads
        actionscript -      slashes           .as
        asm          -      semicolon+hash    .asm .s
        astro        -      slashes+markup    .astro
        awk          -      hash              .awk
        vbnet        -      apostrophe        .vb
        vb           -      apostrophe        .bas .cls .vbs
        bash         sh     hash              .sh .bash .zsh
        batch        -      none              .bat .cmd
        python       py     hash              .py .pyi .pyx
        python       -      hash              .bzl
        c            c      slashes           .c
        c            cpp    slashes           .h
        c            -      slashes           .cu .cuh .l .y
        cpp          cpp    slashes           .cc .cpp .cxx .hh .hpp .hxx .inl .ipp
        objectivec   -      slashes           .m .mm
        clojure      clj    semicolon         .clj .cljc .cljs
        coffee       -      hash              .coffee
        crystal      -      hash              .cr
        csharp       cs     slashes           .cs .csx
        razor        -      slashes+markup    .cshtml .razor
        d            d      slashes           .d
        dart         -      slashes           .dart
        delphi       pas    slashes           .pas
        delphi       -      slashes           .dfm
        lisp         el     semicolon         .el
        lisp         -      semicolon         .lisp .rkt .scm
        elm          elm    dashes            .elm
        erlang       erl    percent           .erl .hrl
        elixir       ex     hash              .ex .exs
        fortran      f90    bang              .f .f03 .f08 .f90 .f95 .for
        fish         -      hash              .fish
        fsharp       -      slashes           .fs .fsi .fsx
        gdscript     -      hash              .gd
        gleam        -      slashes           .gleam
        go           go     slashes           .go
        graphql      -      hash              .gql .graphql
        groovy       -      slashes           .gradle .groovy
        hcl          -      hash+slashes      .hcl .tf
        hlsl         -      slashes           .hlsl .wgsl .metal
        haskell      hs     dashes            .hs
        haskell      -      dashes            .purs
        haxe         -      slashes           .hx
        idl          -      slashes           .idl .thrift
        java         java   slashes           .java
        julia        jl     hash              .jl
        javascript   js     slashes           .js .mjs .cjs
        jsx          js     slashes           .jsx
        kotlin       kt     slashes           .kt .kts
        lua          lua    dashes            .lua
        ocaml        ml     parentheses       .ml .mli
        reason       -      slashes           .re .res
        nim          -      hash              .nim
        nix          -      hash              .nix
        perl         pl     hash              .pl .pm
        php          php    slashes+hash      .php
        protobuf     proto  slashes           .proto
        powershell   ps1    hash              .ps1 .psm1
        r            r      hash              .r
        ruby         rb     hash              .rake .rb
        rust         rs     slashes           .rs
        scala        -      slashes           .sc .scala
        solidity     -      slashes           .sol
        sql          sql    dashes+slashes    .sql
        systemverilog sv    slashes           .sv .v
        svelte       -      slashes+markup    .svelte
        swift        -      slashes           .swift
        tcl          tcl    hash              .tcl
        tla          -      parentheses       .tla
        typescript   ts     slashes           .ts .mts .cts
        tsx          ts     slashes           .tsx
        vhdl         vhd    dashes            .vhd .vhdl
        vim          vim    quote             .vim
        vue          -      slashes+markup    .vue
        wasm         -      semicolon         .wat
        zig          -      slashes           .zig
        """;

    private const string Documents =
        """
        yaml         -      hash              .yml .yaml
        json         -      none              .json
        toml         -      hash              .toml
        xml          -      markup            .xml .csproj .props .targets
        html         -      markup            .html
        css          -      slashes           .css
        markdown     -      markup            .md .markdown
        rst          -      none              .rst
        """;

    private static readonly FrozenDictionary<string, SourceLanguage> ByExtension =
        Read(Code, isCode: true).Concat(Read(Documents, isCode: false)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when its files include others, as C and what came of it do.</summary>
    public bool IsOfC => Fence is "c" or "cpp" or "objectivec";

    /// <summary>The language of a file; null when its extension is that of none.</summary>
    public static SourceLanguage? FromPath(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path));

    /// <summary>The word after the opening fence; empty where none is known.</summary>
    public static string FenceOf(string path) =>
        FromPath(path)?.Fence ?? (Path.GetFileName(path).StartsWith("Dockerfile", StringComparison.Ordinal) ? "dockerfile" : "");

    /// <summary>True when the file is prose for people.</summary>
    public static bool IsProse(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".md" or ".markdown" or ".rst" or ".txt" or ".adoc" || IsReadme(path);

    public static bool IsReadme(string path) => Path.GetFileNameWithoutExtension(path).Equals("README", StringComparison.OrdinalIgnoreCase);

    public static bool IsTest(string path) => path.Split('/').Any(part =>
        part.Contains("test", StringComparison.OrdinalIgnoreCase) || part.Contains("spec", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the line holds a comment and nothing before it. The middle of a block is known only by a star at its beginning.</summary>
    public bool IsComment(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        return Has(CommentStyle.Slashes) && (text.StartsWith("//") || text.StartsWith("/*") || text.StartsWith("*"))
            || Has(CommentStyle.Hash) && text.StartsWith("#") && !text.StartsWith("#[")
            || Has(CommentStyle.Dashes) && (text.StartsWith("--") || text.StartsWith("{-"))
            || Has(CommentStyle.Semicolon) && text.StartsWith(";")
            || Has(CommentStyle.Percent) && text.StartsWith("%")
            || Has(CommentStyle.Bang) && text.StartsWith("!")
            || Has(CommentStyle.Apostrophe) && text.StartsWith("'")
            || Has(CommentStyle.Quote) && text.StartsWith("\"")
            || Has(CommentStyle.Parentheses) && text.StartsWith("(*")
            || Has(CommentStyle.Markup) && text.StartsWith("<!--");
    }

    /// <summary>Opening mark of the block comment that the line ends; null when it ends none.</summary>
    public string? BlockEndedBy(ReadOnlySpan<char> line) =>
        Has(CommentStyle.Slashes) && line.EndsWith("*/") ? "/*"
        : Has(CommentStyle.Parentheses) && line.EndsWith("*)") ? "(*"
        : Has(CommentStyle.Dashes) && line.EndsWith("-}") ? "{-"
        : Has(CommentStyle.Markup) && line.EndsWith("-->") ? "<!--"
        : null;

    private bool Has(CommentStyle style) => (Comments & style) != CommentStyle.None;

    private static IEnumerable<KeyValuePair<string, SourceLanguage>> Read(string table, bool isCode)
    {
        foreach (var row in table.Split('\n'))
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var comments = cells[2].Split('+').Aggregate(CommentStyle.None, (styles, name) => styles | Enum.Parse<CommentStyle>(name, ignoreCase: true));
            var language = new SourceLanguage(cells[0], cells[1] == "-" ? null : cells[1], comments, isCode);
            foreach (var extension in cells[3..])
            {
                yield return new(extension, language);
            }
        }
    }
}
