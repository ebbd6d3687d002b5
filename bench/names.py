"""Common Swedish names, to be combined at random: no real person is meant.

The commonest sixty of each in the name statistics of Statistics Sweden for 2022 (Statistiska
centralbyrån, SCB: Namnstatistik); first names are thirty of women and thirty of men.
"""

from typing import Final

_FIRST: Final = """
    Anna Maria Eva Karin Lena Emma Sara Kerstin Malin Linda Ingrid Marie Elin Birgitta Johanna
    Inger Hanna Sofia Julia Annika Susanne Jenny Carina Ulla Ida Christina Helena Åsa Kristina
    Camilla Lars Anders Johan Peter Daniel Jan Mikael Per Erik Fredrik Andreas Stefan Hans Magnus
    Mats Jonas Alexander Martin Thomas Bengt Bo Nils Björn Karl David Emil Leif Simon Henrik Ulf
"""
_LAST: Final = """
    Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson
    Pettersson Jonsson Jansson Hansson Bengtsson Carlsson Jönsson Lindberg Petersson Magnusson
    Lindström Gustavsson Olofsson Lindgren Axelsson Bergström Lundberg Lundgren Berg Jakobsson
    Berglund Sandberg Ali Fredriksson Mattsson Forsberg Sjöberg Henriksson Lind Lindqvist Engström
    Eklund Lundin Danielsson Håkansson Bergman Holm Gunnarsson Samuelsson Wallin Nyström Björk
    Lundqvist Holmberg Fransson Ahmed Johnsson Nyberg Söderberg Arvidsson
"""
FIRST_NAMES: Final = tuple(_FIRST.split())
SURNAMES: Final = tuple(_LAST.split())
