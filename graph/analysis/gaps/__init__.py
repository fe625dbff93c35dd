"""The four kinds of gaps: 建链 补链 强链 扩链, each with its score's parts, its reasons and what it rests on."""
